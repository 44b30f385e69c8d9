{ test: dialect goto accept
expect:
|level 3
|level 2
|level 1
|found at 1
|end
fpc: differs has non-local goto in other modes alone
}
program GotoNonLocal;
label found, finish;
var n: integer;
procedure search(level: integer);
begin
  writeln('level ', level);
  if level = 1 then begin n := level; goto found end;
  search(level - 1);
  writeln('never')
end;
begin
  search(3);
  writeln('never');
found:
  writeln('found at ', n);
  goto finish;
  writeln('never');
finish:
  writeln('end')
end.
