{ test: dialect forin accept
expect:
|1 4 
|9 16 25 36 
|h-e-l-l-o-
|18
|01234
|abcx
|1 2 3 
|5 6 7 
|9 16 25 36 
|57
fpc: agrees
}
program ForIn;
type day = (mon, tue, wed, thu, fri);
var d: day; s: set of day; a: array[3..6] of integer; c: char; i, n: integer; v: array of integer; m: array[1..2] of array[1..2] of integer;
procedure list(const x: array of integer);
var i: integer;
begin for i in x do write(i, ' '); writeln end;
begin
  s := [tue, fri]; for d in s do write(ord(d), ' '); writeln;
  for i := 3 to 6 do a[i] := i * i; for i in a do write(i, ' '); writeln;
  for c in 'hello' do write(c, '-'); writeln;
  setlength(v, 3); v[0] := 5; v[1] := 6; v[2] := 7; n := 0; for i in v do n := n + i; writeln(n);
  for d in day do write(ord(d)); writeln;
  for c in ['x', 'a'..'c'] do write(c); writeln;
  list([1, 2, 3]); list(v); list(a);
  for i in v do begin if i = 6 then continue; write(i) end; writeln
end.
