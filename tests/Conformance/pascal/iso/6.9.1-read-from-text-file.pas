{ test: iso 6.9.1 accept
expect:
|61 2.50
|10 20 30
fpc: agrees
}
program ReadText(output);
var f: text; i, n, sum: integer; x: real; a: array [1..3] of integer;
begin
  rewrite(f);
  for i := 1 to 10 do writeln(f, i:4, ' ', i / 4:1:2);
  reset(f);
  sum := 0; x := 0;
  while not eof(f) do begin
    read(f, n); sum := sum + n;
    if odd(n) then readln(f) else begin
      i := 1; read(f, x); sum := sum + trunc(x); readln(f)
    end
  end;
  writeln(sum:1, x:5:2);
  rewrite(f); write(f, 10, ' ', 20, ' ', 30);
  reset(f); i := 1;
  read(f, a[i], i, a[i - 18]);
  writeln(a[1]:1, i:3, a[2]:3)
end.
