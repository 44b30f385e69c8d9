{ test: dialect enums reject
error-at: 10
fpc: agrees
}
program EnumMixed;
type a = (one, two); b = (three, four);
var x: a;
begin
  x := one;
  x := three;
  writeln(ord(x))
end.
