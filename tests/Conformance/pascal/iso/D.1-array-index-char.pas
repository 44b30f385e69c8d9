{ test: iso D.1 error
expect:
|y
|z
trap: index
trap-at: 15
fpc: agrees
}
program IndexChar(output);
var count: array ['a'..'z'] of integer; c: char; i: integer;
begin
  for c := 'a' to 'z' do count[c] := 0;
  c := 'y';
  for i := 1 to 5 do begin
    count[c] := count[c] + 1;
    writeln(c);
    c := succ(c)
  end
end.
