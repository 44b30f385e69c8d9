{ test: iso D.31 error
expect:
|w
|w
trap: index
trap-at: 14
fpc: agrees
}
program UnpackTooFar(output);
var a: array ['a'..'h'] of char; z: packed array [1..4] of char; c: char;
begin
  z := 'wxyz';
  for c := 'd' to 'h' do begin
    unpack(z, a, c);
    writeln(a[c])
  end
end.
