{ test: dialect bits accept
expect:
|-393217 671149675 -11010 16540 -25769803777
|TRUE TRUE 13330
fpc: agrees
}
program BitsSwapSigned;
var i: integer; c: cardinal; m: smallint; w: word; l: int64;
begin
  i := -7; c := 4000000000; m := -300; w := 40000; l := -7;
  writeln(swap(i), ' ', swap(c), ' ', swap(m), ' ', swap(w), ' ', swap(l));
  writeln(swap(swap(i)) = i, ' ', swap(swap(l)) = l, ' ', swap($1234))
end.
