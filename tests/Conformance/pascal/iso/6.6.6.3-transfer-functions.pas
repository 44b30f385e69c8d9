{ test: iso 6.6.6.3 accept
expect:
|2 -2 0 0 2147483647
|2 3 -2 -3
|1 2 3 4
|-1 -2 -3 0
|1000000000 1000000001
fpc: differs rounds large halves to even
}
program TransferFunctions(output);
begin
  writeln(trunc(2.9):1, trunc(-2.9):3, trunc(0.99):2, trunc(-0.5):2, trunc(2147483647.0):11);
  writeln(round(2.4):1, round(2.6):2, round(-2.4):3, round(-2.6):3);
  writeln(round(0.5):1, round(1.5):2, round(2.5):2, round(3.5):2);
  writeln(round(-0.5):1, round(-1.5):3, round(-2.5):3, round(-0.4):2);
  writeln(trunc(1e9 + 0.5):1, round(1e9 + 0.5):11)
end.
