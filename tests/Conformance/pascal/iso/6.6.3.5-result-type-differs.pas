{ test: iso 6.6.3.5 reject
error-at: 11
fpc: agrees
}
program ResultDiffers(output);
function f(x: real): integer;
begin f := trunc(x) end;
procedure run(function g(x: real): real);
begin writeln(g(1):5:1) end;
begin
  run(f)
end.
