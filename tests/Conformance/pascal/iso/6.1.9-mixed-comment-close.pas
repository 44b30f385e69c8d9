{ test: iso 6.1.9 accept
expect:
|two
fpc: agrees
}
program Mixed(output);
begin
  (* opened as one, closed as the other } writeln('one');
  { and the other way *) writeln('two')
end.
> fpc: differs comment delimiters must match
|one
|two
