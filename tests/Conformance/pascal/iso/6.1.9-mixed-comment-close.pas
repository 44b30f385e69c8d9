{ test: iso 6.1.9 accept
expect:
|one
|two
fpc: differs comment delimiters must match
}
program Mixed(output);
begin
  (* opened as one, closed as the other } writeln('one');
  { and the other way *) writeln('two')
end.
