{ test: iso 6.10 reject
error-at: 6
fpc: agrees
}
program NoStatements(output);
var i: integer; .
