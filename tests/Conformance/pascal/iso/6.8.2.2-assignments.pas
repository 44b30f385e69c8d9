{ test: iso 6.8.2.2 accept
expect:
|12  2 55 2
|10 2 10
| 1.0
fpc: agrees
}
program Assignments(output);
type rec = record a, b: integer end;
var i: integer; v: array [1..3] of integer; r, s: rec; p: ^rec; x: real;
function f(n: integer): integer;
begin
  f := 1;
  if n > 2 then f := f(n - 1) + f(n - 2)
end;
begin
  i := 1; i := i + i * i; v[i] := 10; v[1] := v[i] + i; v[3] := f(10);
  i := v[3] mod 3 + 1;
  v[i] := i;
  writeln(v[1]:1, v[2]:3, v[3]:3, i:2);
  r.a := 1; r.b := r.a + 1; s := r; s.a := s.b * 5; r := s;
  new(p); p^ := r; p^.b := p^.a; s := p^;
  writeln(r.a:1, r.b:2, s.b:3);
  x := i; x := x / 2; writeln(x:4:1)
end.
