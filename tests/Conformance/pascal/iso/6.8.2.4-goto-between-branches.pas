{ test: iso 6.8.2.4 reject
error-at: 9
fpc: differs accepts it
}
program Branches(output);
label 5;
var i: integer;
begin
  i := 1; if i = 1 then goto 5 else begin 5: writeln('x') end
end.
