{ test: iso D.50 error
expect:
|l
|m
trap: set
trap-at: 14
fpc: differs does not detect it
}
program SetConstructor(output);
var s: set of 'a'..'m'; c: char;
begin
  s := [];
  for c := 'l' to 'n' do begin
    s := s + [c];
    writeln(c)
  end
end.
