{ test: iso 6.6.3.4 reject
error-at: 11
fpc: agrees
}
program FuncForProc(output);
function f(x: integer): integer;
begin f := x end;
procedure run(procedure p(x: integer));
begin p(1) end;
begin
  run(f)
end.
