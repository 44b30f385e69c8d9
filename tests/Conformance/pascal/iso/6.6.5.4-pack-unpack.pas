{ test: iso 6.6.5.4 accept
expect:
|abcd
|ghij
|cdef
|abcWXYZhij
|FALSE TRUE TRUE
|01011101
fpc: agrees
}
program Transfer(output);
type letter = 'a'..'h';
var a: array [1..10] of char; z: packed array [1..4] of char;
    b: array [letter] of boolean; y: packed array [0..2] of boolean; i: integer; c: letter;
begin
  for i := 1 to 10 do a[i] := chr(ord('a') + i - 1);
  pack(a, 1, z); writeln(z);
  pack(a, 7, z); writeln(z);
  i := 2; pack(a, i + 1, z); writeln(z);
  z := 'WXYZ'; unpack(z, a, 4);
  for i := 1 to 10 do write(a[i]); writeln;
  for c := 'a' to 'h' do b[c] := c in ['b', 'd', 'e'];
  pack(b, 'c', y); writeln(y[0], ' ', y[1], ' ', y[2]);
  y[0] := true; y[1] := false; y[2] := true; unpack(y, b, 'f');
  for c := 'a' to 'h' do write(ord(b[c]):1); writeln
end.
