{ test: iso 6.6.3.4 accept
expect:
|  1  4  2  2  4
|13  4
|  7  7
fpc: agrees
}
program ProcParams(output);
type vec = array [1..5] of integer;
var v: vec; i: integer;
procedure each(v: vec; procedure action(x: integer));
var i: integer;
begin for i := 1 to 5 do action(v[i]) end;
procedure sumup;
var total, biggest: integer;
  procedure add(x: integer);
  begin total := total + x end;
  procedure max(n: integer);
  begin if n > biggest then biggest := n end;
begin
  total := 0; biggest := -maxint;
  each(v, add); each(v, max);
  writeln(total:1, biggest:3)
end;
procedure show(x: integer);
begin write(x:3) end;
procedure twice(procedure p(procedure q(x: integer)); procedure q(x: integer));
begin p(q); p(q) end;
procedure call7(procedure r(y: integer));
begin r(7) end;
begin
  for i := 1 to 5 do v[i] := i * i mod 7;
  each(v, show); writeln;
  sumup;
  twice(call7, show); writeln
end.
