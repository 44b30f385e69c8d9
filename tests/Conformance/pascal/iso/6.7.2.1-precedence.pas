{ test: iso 6.7.2.1 accept
expect:
|13
|5 3 2 12
|-6 -2 -2
|TRUEFALSEFALSE
|TRUETRUETRUE
|TRUETRUEFALSETRUE
fpc: agrees
}
program Precedence(output);
{ not binds tighter than the multiplying operators, these tighter than the adding, these tighter than the relational. }
var i: integer; b: boolean;
begin
  writeln(2 + 3 * 4 - 10 div 3 mod 2:1);
  writeln(100 div 10 div 2:1, 100 mod 30 mod 7:2, 2 * 3 mod 4:2, 20 - 5 - 3:3);
  writeln(-2 * 3:1, -5 mod 3:3, -(5 mod 3):3);
  i := 5;
  b := (i > 3) and (i < 10) or (i = 0);
  writeln(b, not (i > 3) and b, not ((i > 3) and b));
  writeln(i + 1 > i * 1, i in [1..i - 1] + [i], i = 2 + 3);
  writeln((1 > 2) = (3 > 4), (1 < 2) > (3 > 4), true <= false, not true < true)
end.
