{ test: iso 6.6.3.6 reject
error-at: 11
fpc: agrees
}
program CongruousNested(output);
procedure guest(procedure p(a: integer));
begin p(1) end;
procedure host(procedure q(procedure r(b: char)));
begin end;
begin
  host(guest)
end.
