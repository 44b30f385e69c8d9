{ test: dialect stack error
expect:
|start
trap: stack
fpc: agrees
}
program Bottomless;
function down(n: integer): integer;
begin
  if n < 0 then down := 0 else down := down(n + 1) + 1
end;
begin
  writeln('start');
  writeln(down(1))
end.
