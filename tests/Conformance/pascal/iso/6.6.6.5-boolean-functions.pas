{ test: iso 6.6.6.5 accept
input:
|one
|
|three
expect:
|TRUEFALSETRUEFALSETRUE
|one//three/1TRUE
|TRUE
|6TRUE
fpc: differs no eof while a file is written
}
program BooleanFunctions(input, output);
var c: char; f: file of integer; i, blanks: integer;
begin
  writeln(odd(3), odd(0), odd(-1), odd(-2), odd(maxint));
  blanks := 0;
  while not eof do begin
    if eoln then blanks := blanks + 1;
    while not eoln do begin read(c); write(c) end;
    write('/');
    readln
  end;
  writeln(blanks:1, eof(input));
  rewrite(f); writeln(eof(f));
  for i := 1 to 3 do write(f, i);
  reset(f); i := 0;
  while not eof(f) do begin i := i + f^; get(f) end;
  writeln(i:1, eof(f))
end.
