{ test: iso 6.6.3.6 accept
expect:
|de12.50
fpc: agrees
}
program Congruous(output);
{ Congruous: section by section the same kind, count and type; names don't matter. }
type t = integer;
procedure host(procedure p(a, b: integer; var c: real; function f(x: t): char));
var r: real;
  function letter(z: integer): char;
  begin letter := chr(ord('a') + z) end;
begin
  r := 0.5;
  p(3, 4, r, letter);
  writeln(r:5:2)
end;
procedure guest(first, second: t; var third: real; function fourth(q: integer): char);
begin
  third := third + first * second;
  write(fourth(first), fourth(second))
end;
begin
  host(guest)
end.
