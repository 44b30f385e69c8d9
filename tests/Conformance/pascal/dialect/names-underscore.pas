{ test: dialect names accept
expect:
|1234
fpc: agrees
}
program Names_With_Underscores;
var _x, x_, line_count, _: integer;
begin
  _x := 1; x_ := 2; line_count := 3; _ := 4;
  writeln(_x, x_, LINE_COUNT, _)
end.
