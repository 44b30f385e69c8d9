{ test: iso 6.8.2.4 accept
expect:
|at 1 of 3
|returned to 4
|at 1 of 4
|returned to 5
|at 1 of 5
fpc: agrees
}
program GotoProcedural(output);
{ The goto leaves for the activation that the procedure was born in, not the newest one. }
procedure level(n: integer; procedure escape);
label 1;
  procedure mine;
  begin goto 1 end;
begin
  if n = 0 then escape
  else if n = 3 then level(n - 1, mine)
  else level(n - 1, escape);
  writeln('returned to ', n:1);
1: writeln('at 1 of ', n:1)
end;
procedure nothing;
begin writeln('nothing') end;
begin
  level(5, nothing)
end.
