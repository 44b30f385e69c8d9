{ test: dialect integers accept
expect:
|571428571 3 100000 2 0 0
|-1 -7 8000000000
|-1333333333 1 -571428571
|-3428571429
|3
fpc: agrees
}
program IntegersCardinalQuotient;
var a, b: cardinal; w: word; i: integer; l: int64;
begin
  a := 4000000000; b := 7; w := 40000; i := -3;
  writeln(a div b, ' ', a mod b, ' ', a div w, ' ', w mod b, ' ', a div 4294967295, ' ', a mod 10);
  writeln(b div a - 1, ' ', a mod b - 10, ' ', (a div 2) * 4);
  writeln(a div i, ' ', a mod i, ' ', -(a div b));
  l := a div b; l := l - a; writeln(l);
  i := a mod b; writeln(i)
end.
