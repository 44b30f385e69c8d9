{ test: iso 6.1.3 reject
error-at: 7
fpc: differs accepts it
}
program Under(output);
var
  line_count: integer;
begin
  writeln('no underscore in ISO 7185 identifiers')
end.
