{ test: dialect casts reject
error-at: 9
fpc: agrees
}
program CastString;
var s: string; i: integer;
begin
  s := '12';
  i := integer(s);
  writeln(i)
end.
