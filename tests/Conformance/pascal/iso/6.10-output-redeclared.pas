{ test: iso 6.10 reject
error-at: 6
fpc: differs accepts it
}
program Redeclared(output);
var output: integer;
begin
end.
