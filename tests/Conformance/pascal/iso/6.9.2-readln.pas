{ test: iso 6.9.2 accept
input:
|1 2 3
|4
|5 6
|
|
|7
|last
expect:
|1 4 5
|7
|lastTRUE
fpc: agrees
}
program ReadlnProcedure(input, output);
var a, b, c: integer; ch: char;
begin
  readln(a); readln(b, c);      { an integer may lie on the next line }
  writeln(a:1, b:2, c:2);
  readln(a); writeln(a:1);      { readln leaves the rest behind, blank lines are skipped by integers }
  while not eoln do begin read(ch); write(ch) end;
  readln; writeln(eof);
end.
