{ test: dialect overload accept
expect:
|integer 1
|real 1.50
|string text
|boolean TRUE
|two 3
|nothing
|integer 200
|real 200.50
|7 2.50
fpc: agrees
}
program OverloadByType;
procedure show(i: integer); overload;
begin writeln('integer ', i) end;
procedure show(x: real); overload;
begin writeln('real ', x:4:2) end;
procedure show(const s: string); overload;
begin writeln('string ', s) end;
procedure show(b: boolean); overload;
begin writeln('boolean ', b) end;
procedure show(a, b: integer); overload;
begin writeln('two ', a + b) end;
procedure show; overload;
begin writeln('nothing') end;
function max(a, b: integer): integer; overload;
begin if a > b then max := a else max := b end;
function max(a, b: real): real; overload;
begin if a > b then max := a else max := b end;
var b: byte;
begin
  show(1); show(1.5); show('text'); show(2 > 1); show(1, 2); show;
  b := 200; show(b); show(b + 0.5);
  writeln(max(3, 7), ' ', max(2.5, 1):4:2)
end.
