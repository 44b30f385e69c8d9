{ test: dialect integers accept
expect:
|2432902008176640000
|2880067194370816120
|142120 2880067174 210345902 -411438170624402302 -6
|6148914691236517205 5 TRUE
|9000000000 1000000000000000000 FALSE
|-9223372036854775808 TRUE
fpc: agrees
}
program Int64Arithmetic;
function fact(n: integer): int64;
begin if n < 2 then fact := 1 else fact := n * fact(n - 1) end;
function gcd(a, b: int64): int64;
begin while b <> 0 do begin a := a mod b; if a = 0 then begin gcd := b; exit end; b := b mod a end; gcd := a end;
var a, b: int64; i: integer; u: qword;
begin
  writeln(fact(20));
  a := 1; b := 1;
  for i := 3 to 90 do begin b := a + b; a := b - a end;
  writeln(b);
  writeln(gcd(fact(20), b), ' ', b div 1000000007, ' ', b mod 1000000007, ' ', -b div 7, ' ', -b mod 7);
  u := 18446744073709551615; writeln(u div 3, ' ', u mod 10, ' ', u > 1);
  writeln(abs(-9000000000), ' ', sqr(int64(3000000000)) div 9, ' ', odd(b));
  a := -9223372036854775807; a := a - 1; writeln(a, ' ', a < b)
end.
