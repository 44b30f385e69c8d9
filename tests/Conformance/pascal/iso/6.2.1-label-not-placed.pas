{ test: iso 6.2.1 reject
error-at: 6
fpc: agrees
}
program NotPlaced(output);
label 1; begin writeln('x') end.
