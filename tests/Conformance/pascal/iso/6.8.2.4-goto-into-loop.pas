{ test: iso 6.8.2.4 reject
error-at: 9
fpc: differs accepts it
}
program IntoLoop(output);
label 5;
var i: integer;
begin
  for i := 1 to 3 do begin 5: writeln(i:1) end; goto 5
end.
