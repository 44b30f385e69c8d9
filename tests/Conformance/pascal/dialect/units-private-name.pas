{ test: dialect units reject
error-at: 9
fpc: agrees
}
program PrivateName;
uses stack_unit;
begin
  pushes := 1;
  secret := 2;
  writeln(pushes)
end.
