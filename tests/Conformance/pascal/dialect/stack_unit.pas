{ test: dialect units helper
}
unit stack_unit;
{ A stack of integers, with a counter of its own. }
interface
const stacksize = 4;
type tstack = record items: array[1..stacksize] of integer; top: 0..stacksize end;
var pushes: integer;
procedure init(var s: tstack);
procedure push(var s: tstack; n: integer);
function pop(var s: tstack): integer;
function empty(const s: tstack): boolean;
implementation
var secret: integer;
procedure note; begin inc(pushes); secret := secret + 1 end;
procedure init(var s: tstack); begin s.top := 0 end;
procedure push(var s: tstack; n: integer);
begin
  note;
  inc(s.top);
  s.items[s.top] := n
end;
function pop(var s: tstack): integer; begin pop := s.items[s.top]; dec(s.top) end;
function empty(const s: tstack): boolean; begin empty := s.top = 0 end;
initialization
  pushes := 0; secret := 100
end.
