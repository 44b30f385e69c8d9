{ test: iso 6.6.3.1 accept
expect:
|show  32
|32   1 100  16
fpc: agrees
}
program ParamKinds(output);
type vec = array [1..3] of integer;
var v: vec; n: integer;
procedure all(a, b: integer; var c, d: integer; procedure p(x: integer);
              function q(x: integer): integer; u: vec; var w: vec);
begin
  a := a + 1; c := a + b; d := q(c);
  u[1] := 100; w[2] := u[1];
  p(d)
end;
procedure show(x: integer);
begin writeln('show', x:4) end;
function twice(x: integer): integer;
begin twice := 2 * x end;
begin
  v[1] := 1; v[2] := 2; v[3] := 3; n := 5;
  all(n, 10, v[3], n, show, twice, v, v);
  writeln(n:1, v[1]:4, v[2]:4, v[3]:4)
end.
