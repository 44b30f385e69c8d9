{ test: dialect constexpr accept
expect:
|TRUE 15 15
fpc: agrees
}
program Shifts;
const a = 1 shl 30; b = $FF shr 4; c = not 0 and $F;
var i: integer;
begin
  i := 30; writeln(1 shl i = a, ' ', b, ' ', c)
end.
