{ test: iso 6.1.6 accept
expect:
|3
|zero
|12
fpc: differs the compiler hangs on a label written with leading zeros
}
program Labels(output);
{ A label is known by its apparent value: 007 and 7 are the same. }
label 7, 0, 9999;
var n: integer;
begin
  n := 0;
007: n := n + 1;
  if n < 3 then goto 7;
  writeln(n:1);
  goto 09999;
  writeln('skipped');
0: writeln('zero');
9999: n := n * 2;
  if n < 10 then goto 00;
  writeln(n:1)
end.
