{ test: iso 6.2.2 accept
expect:
|41
|2 12 TRUE
fpc: agrees
}
program EnumScope(output);
type colour = (red, green, blue);
var c: colour;
procedure p;
var red: integer;
begin
  red := ord(green) + 40;
  writeln(red:1)
end;
function blues(c: colour): integer;
type mood = (glad, blue);
var m: mood;
begin
  m := blue;
  blues := ord(m) * 10 + ord(c)
end;
begin
  p;
  c := blue;
  writeln(ord(c):1, ' ', blues(c):1, ' ', red < c)
end.
