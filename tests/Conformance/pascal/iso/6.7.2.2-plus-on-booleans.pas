{ test: iso 6.7.2.2 reject
error-at: 9
fpc: agrees
}
program PlusBool(output);
var b: boolean;
begin
  b := true;
  b := b + false;
  writeln(b)
end.
