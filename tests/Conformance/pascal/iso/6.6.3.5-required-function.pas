{ test: iso 6.6.3.5 reject
error-at: 9
fpc: agrees
}
program RequiredFunc(output);
procedure run(function g(x: real): real);
begin writeln(g(1):5:1) end;
begin
  run(sin)
end.
