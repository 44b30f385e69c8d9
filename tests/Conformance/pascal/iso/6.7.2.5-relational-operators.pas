{ test: iso 6.7.2.5 accept
expect:
|TRUEFALSETRUEFALSETRUEFALSETRUE
|TRUEFALSETRUETRUETRUE
|TRUEFALSETRUETRUETRUETRUE
|TRUETRUE
|FALSE
|TRUEFALSETRUEFALSETRUETRUETRUE
|TRUEFALSETRUETRUE
|TRUETRUE
fpc: agrees
}
program Relations(output);
type e = (a, b, c);
     str = packed array [1..3] of char;
var x, y: e; s, t: str; p, q: ^integer; u, v: set of 1..9;
begin
  writeln(1 < 2, 2 < 1, 1 <= 1, 1 >= 2, 1 = 1.0, 1 <> 1.0, 0.5 > 0);
  x := a; y := c;
  writeln(x < y, x = b, succ(x) = b, y >= c, x <> y);
  s := 'abc'; t := 'abd';
  writeln(s < t, s = t, s <> t, s >= 'abc', 'b' > 'a', 'Zzz' < 'aaa');
  new(p); q := p; writeln(p = q, p <> nil);
  new(q); writeln(p = q);
  u := [1, 2]; v := [1, 2, 3];
  writeln(u <= v, v <= u, v >= u, u = v, u <> v, u + [3] = v, u <= u);
  writeln(2 in u, 3 in u, 3 in v - u, not (9 in v));
  writeln(false < true, (1 > 2) < (2 > 1))
end.
