{ test: iso 6.8.3.9 reject
error-at: 9
fpc: differs accepts it
}
program NotLocal(output);
var i: integer;
procedure p;
begin
  for i := 1 to 3 do writeln(i:1)
end;
begin
  p
end.
