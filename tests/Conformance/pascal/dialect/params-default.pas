{ test: dialect params accept
expect:
|-----|
|---|
|****|
|==>
|49 1024
fpc: agrees
}
program DefaultParams;
procedure line(n: integer = 5; c: char = '-'; const tail: string = '|');
var i: integer;
begin for i := 1 to n do write(c); writeln(tail) end;
function power(b: integer; e: integer = 2): integer;
begin result := 1; while e > 0 do begin result := result * b; dec(e) end end;
begin
  line; line(3); line(4, '*'); line(2, '=', '>');
  writeln(power(7), ' ', power(2, 10))
end.
