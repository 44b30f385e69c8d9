{ test: dialect integers reject
error-at: 9
fpc: agrees
}
program LiteralTooLarge;
var u: qword;
begin
  u := 18446744073709551615;
  u := 18446744073709551616;
  writeln(u)
end.
