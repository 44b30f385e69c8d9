{ test: dialect goto accept
expect:
|1 2 4 5 6 done
fpc: agrees
}
program GotoLocal;
label again, done, 99;
var i: integer;
begin
  i := 0;
again:
  inc(i);
  if i = 3 then goto again;
  write(i, ' ');
  if i < 6 then goto again;
  goto done;
  writeln('never');
done:
  writeln('done');
  if i = 6 then goto 99;
  writeln('never');
99:
end.
