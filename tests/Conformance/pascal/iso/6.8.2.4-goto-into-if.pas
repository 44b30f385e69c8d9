{ test: iso 6.8.2.4 reject
error-at: 9
fpc: differs accepts it
}
program IntoIf(output);
label 5;
var i: integer;
begin
  i := 1; goto 5; if i = 2 then begin 5: writeln(i:1) end
end.
