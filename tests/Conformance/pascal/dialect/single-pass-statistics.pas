{ test: dialect single accept
input:
|3.5
|-1.25e1
|
|100
|0.75
expect:
|4   91.750  -12.50  100.00  44.9014  22.9375
fpc: agrees
}
program Statistics;
var x, sum, sq, lo, hi: double; n: integer; f: single;
begin
  n := 0; sum := 0; sq := 0; lo := 1e308; hi := -1e308;
  while not seekeof do begin
    readln(x); inc(n); sum := sum + x; sq := sq + sqr(x);
    if x < lo then lo := x; if x > hi then hi := x
  end;
  f := sum / n;
  writeln(n, sum:9:3, lo:8:2, hi:8:2, sqrt(sq / n - sqr(sum / n)):9:4, f:9:4)
end.
