{ test: iso 6.8.3.8 accept
expect:
|21
| 1.414213562
|9
fpc: agrees
}
program Whiles(output);
var a, b, n: integer; x, eps: real;
begin
  a := 1071; b := 1029;
  while b <> 0 do begin n := a mod b; a := b; b := n end;
  writeln(a:1);
  while a < 0 do writeln('never');
  x := 2; eps := 1e-12;
  while abs(x * x - 2) > eps do x := (x + 2 / x) / 2;
  writeln(x:12:9);
  n := 0;
  while n < 5 do
    while n mod 5 < 3 do begin n := n + 1; if n = 3 then n := 9 end;
  writeln(n:1)
end.
