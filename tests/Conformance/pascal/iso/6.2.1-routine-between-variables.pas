{ test: iso 6.2.1 reject
error-at: 8
fpc: differs accepts it
}
program Between(output);
var i: integer;
procedure p; begin i := 1 end;
var j: integer;
begin
  p; j := i; writeln(j:1)
end.
