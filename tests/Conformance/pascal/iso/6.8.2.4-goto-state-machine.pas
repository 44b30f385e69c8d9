{ test: iso 6.8.2.4 accept
input:
|aab c  abb.
expect:
|1 2
fpc: agrees
}
program Machine(input, output);
{ A recogniser for words a*b, written with gotos. }
label 1, 2, 3, 9;
var c: char; good, bad: integer;
begin
  good := 0; bad := 0;
1: read(c);
  if c = '.' then goto 9;
  if c = ' ' then goto 1;
  if c = 'a' then goto 2;
  goto 3;
2: read(c);
  if c = 'a' then goto 2;
  if c <> 'b' then goto 3;
  read(c);
  if (c = ' ') or (c = '.') then begin good := good + 1; if c = '.' then goto 9 else goto 1 end;
3: bad := bad + 1;
  while (c <> ' ') and (c <> '.') do read(c);
  if c = ' ' then goto 1;
9: writeln(good:1, bad:2)
end.
