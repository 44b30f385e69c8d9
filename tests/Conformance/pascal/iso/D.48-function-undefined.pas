{ test: iso D.48 error
expect:
|1
trap: undefined
trap-at: 14
fpc: differs does not detect it
}
program FunctionUndefined(output);
var i: integer;
function sign(n: integer): integer;
begin
  if n > 0 then sign := 1
  else if n < 0 then sign := -1
end;
begin
  for i := 1 downto 0 do writeln(sign(i):1)
end.
