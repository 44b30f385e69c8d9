{ test: dialect mistakes reject
error-at: 12
fpc: agrees
}
program P;
var a: integer;
begin
  a := 1;
  case a of
    1: writeln('1');
    2: writeln('2');
end.
