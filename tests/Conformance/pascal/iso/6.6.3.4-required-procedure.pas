{ test: iso 6.6.3.4 reject
error-at: 9
fpc: agrees
}
program RequiredProc(output);
procedure run(procedure p(var f: text));
begin p(output) end;
begin
  run(page)
end.
