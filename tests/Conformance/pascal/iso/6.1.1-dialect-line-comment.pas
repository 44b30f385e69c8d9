{ test: iso 6.1.1 reject
error-at: 7
fpc: differs accepts it
}
program LineComment(output);
begin
  writeln('x') // not a comment in ISO 7185
end.
