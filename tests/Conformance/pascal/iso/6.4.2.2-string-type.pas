{ test: iso 6.4.2.2 reject
error-at: 6
fpc: agrees
}
program StringName(output);
var s: string;
begin
  writeln('ISO 7185 has no such type')
end.
