{ test: iso 6.8.3.9 accept
expect:
| 5 4 3 2 1
| -3 -4 -5
|edcba
| 3 2 1 0
|  1  2  6 12 20
| -2147483646 -2147483647
fpc: agrees
}
program ForDownto(output);
type day = (mon, tue, wed, thu);
var i: integer; c: char; d: day; a: array [1..5] of integer;
begin
  for i := 5 downto 1 do write(i:2); writeln;
  for i := 1 downto 2 do writeln('never');
  for i := -3 downto -5 do write(i:3); writeln;
  for c := 'e' downto 'a' do write(c); writeln;
  for d := thu downto mon do write(ord(d):2); writeln;
  for i := 1 to 5 do a[i] := i;
  for i := 5 downto 2 do a[i] := a[i] * a[i - 1];
  for i := 1 to 5 do write(a[i]:3); writeln;
  for i := -maxint + 1 downto -maxint do write(i:12); writeln
end.
