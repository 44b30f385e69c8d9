{ test: dialect strings accept
expect:
|[42][   -42][    3.14]
|2147483647 10
|123 0
|-77 0
|3
|1
|255 0
|5 0
| 350.0 0
|4
|200 0
|9000000000 0
|50
fpc: agrees
}
program StrVal;
var s: string; i, code: integer; x: real; b: byte; q: int64;
begin
  str(42, s); write('[', s, ']'); str(-42:6, s); write('[', s, ']'); str(3.14159:8:2, s); writeln('[', s, ']');
  str(maxint, s); writeln(s, ' ', length(s));
  val('123', i, code); writeln(i, ' ', code);
  val('  -77', i, code); writeln(i, ' ', code);
  val('12a4', i, code); writeln(code);
  val('', i, code); writeln(code);
  val('$ff', i, code); writeln(i, ' ', code);
  val('%101', i, code); writeln(i, ' ', code);
  val('3.5e2', x, code); writeln(x:6:1, ' ', code);
  val('1.2.3', x, code); writeln(code);
  val('200', b, code); writeln(b, ' ', code);
  val('9000000000', q, code); writeln(q, ' ', code);
  val('+5', i, code); writeln(i, code)
end.
