{ test: iso 6.8.3.9 accept
expect:
|abcdef
| FALSE  TRUE
| 1 2 3
|once
| 1 2 3 4
| 1 2 3 4 5  2
| 1 2 3 4 5
| 2147483646 2147483647
|  1  2  3;  4  6;  9;
fpc: agrees
}
program ForTo(output);
type day = (mon, tue, wed, thu);
var i, n: integer; c: char; b: boolean; d: day; s: 1..5;
procedure table;
var i, j: integer;
begin
  for i := 1 to 3 do begin
    for j := i to 3 do write(i * j:3);
    write(';')
  end;
  writeln
end;
function f: integer;
begin n := n + 1; f := n end;
begin
  for c := 'a' to 'f' do write(c); writeln;
  for b := false to true do write(b:6); writeln;
  for d := tue to thu do write(ord(d):2); writeln;
  for i := 3 to 2 do writeln('never');
  for i := 5 to 5 do writeln('once');
  n := 4; for i := 1 to n do begin n := 10; write(i:2) end; writeln;
  n := 0; for i := f to f + 3 do write(i:2); writeln(n:3);
  for s := 1 to 5 do write(s:2); writeln;
  for i := maxint - 1 to maxint do write(i:11); writeln;
  table
end.
