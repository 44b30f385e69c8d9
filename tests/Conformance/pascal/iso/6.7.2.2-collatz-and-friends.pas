{ test: iso 6.7.2.2 accept
expect:
|   2   3   6   7   9  18  25  27  54  73  97 129 171 231  127
|45  1  5985 44721  9
|-35
fpc: agrees
}
program NumberTheory(output);
var i, n, best, len: integer;
function digits(n: integer): integer;
begin if n < 10 then digits := n else digits := digits(n div 10) + n mod 10 end;
function modpow(b, e, m: integer): integer;
var r: integer;
begin
  r := 1; b := b mod m;
  while e > 0 do begin if odd(e) then r := r * b mod m; b := b * b mod m; e := e div 2 end;
  modpow := r
end;
function isqrt(n: integer): integer;
var x, y: integer;
begin
  x := n; y := (x + 1) div 2;
  while y < x do begin x := y; y := (x + n div x) div 2 end;
  isqrt := x
end;
begin
  best := 0;
  for i := 1 to 300 do begin
    n := i; len := 0;
    while n <> 1 do begin if odd(n) then n := 3 * n + 1 else n := n div 2; len := len + 1 end;
    if len > best then begin best := len; write(i:4) end
  end;
  writeln(best:5);
  writeln(digits(987654321):1, modpow(7, 560, 561):3, modpow(2, 1000, 10007):6, isqrt(2000000000):6, isqrt(99):3);
  n := 0; for i := -50 to 50 do n := n + i mod 7 * (i div 7); writeln(n:1)
end.
