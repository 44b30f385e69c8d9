{ test: dialect shortcircuit reject
error-at: 9
fpc: agrees
}
program NotBoolean;
var i: integer; b: boolean;
begin
  i := 1; b := true;
  if b and i then writeln('x')
end.
