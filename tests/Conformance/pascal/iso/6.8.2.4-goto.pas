{ test: iso 6.8.2.4 accept
expect:
|found 23
|<1><2>><4><5>
|end
fpc: agrees
}
program Gotos(output);
label 1, 2, 10, 99;
var i, j, found: integer; a: array [1..4, 1..4] of integer;
begin
  { out of nested loops }
  for i := 1 to 4 do for j := 1 to 4 do a[i, j] := i * j * 7 mod 11;
  found := -1;
  for i := 1 to 4 do
    for j := 1 to 4 do
      if a[i, j] = 9 then begin found := i * 10 + j; goto 10 end;
10: writeln('found ', found:1);
  { a loop of one's own, and a jump within a compound statement }
  i := 0;
1: i := i + 1;
  begin
    if i = 3 then goto 2;
    write('<', i:1);
    2: write('>')
  end;
  if i < 5 then goto 1;
  writeln;
  goto 99;
  writeln('never');
99: writeln('end')
end.
