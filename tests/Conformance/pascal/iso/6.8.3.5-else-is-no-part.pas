{ test: iso 6.8.3.5 reject
error-at: 11
fpc: differs accepts it
}
program CaseElse(output);
var i: integer;
begin
  i := 4;
  case i of
    1: writeln('a')
    else writeln('ISO 7185 has none')
  end
end.
