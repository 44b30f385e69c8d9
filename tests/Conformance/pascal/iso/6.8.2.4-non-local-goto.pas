{ test: iso 6.8.2.4 accept
expect:
|depth 5
|outer 6
|outer 4
|outer 2
|end
fpc: agrees
}
program NonLocal(output);
label 100, 200;
var depth: integer;
procedure descend(n: integer);
  procedure check;
  begin if n = 5 then goto 100 end;
begin
  depth := depth + 1;
  check;
  descend(n + 1);
  writeln('never')
end;
procedure outer(k: integer);
label 7;
var mine: integer;
  procedure inner(j: integer);
  begin
    if j = 0 then begin mine := mine + k; goto 7 end
    else inner(j - 1)
  end;
begin
  mine := k;
  if k < 3 then outer(k + 1);
  inner(4);
  writeln('never');
7: writeln('outer ', mine:1)
end;
begin
  depth := 0;
  descend(1);
  writeln('never');
100: writeln('depth ', depth:1);
  outer(1);
  if depth < 8 then begin depth := 8; goto 200 end;
  writeln('skipped');
200: writeln('end')
end.
