{ test: iso 6.6.1 reject
error-at: 6
fpc: agrees
}
program NeverDefined(output);
procedure p; forward; begin p end.
