{ test: iso 6.8.3.9 reject
error-at: 9
fpc: differs accepts it
}
program ParamControl(output);
{ A control variable is declared in a variable-declaration-part; a parameter is not. }
procedure p(n: integer);
begin
  for n := 1 to 3 do writeln(n:1)
end;
begin
  p(9)
end.
