{ test: iso 6.2.2 accept
expect:
|q 1
|p 1
|q 1
|p 1
|p 2
|p 1
fpc: agrees
}
program LabelScopes(output);
{ Each block has labels of its own, and may reuse an outer one's number. }
label 1;
var n: integer;
procedure p(k: integer);
label 1, 2;
  procedure q;
  label 1;
  begin
    if k > 2 then goto 2;
    goto 1;
    writeln('never');
    1: writeln('q 1')
  end;
begin
  q;
  goto 1;
  2: writeln('p 2');
  1: writeln('p 1')
end;
begin
  n := 0;
1: n := n + 1;
  p(n);
  if n < 3 then goto 1
end.
