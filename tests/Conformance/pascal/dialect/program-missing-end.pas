{ test: dialect program reject
error-at: 10
fpc: agrees
}
program MissingEnd;
var i: integer;
begin
  for i := 1 to 3 do begin
    writeln(i)
end.
