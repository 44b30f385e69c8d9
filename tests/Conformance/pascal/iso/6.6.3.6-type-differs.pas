{ test: iso 6.6.3.6 reject
error-at: 12
fpc: agrees
}
program TypeDiffers(output);
type small = 0..9;
procedure guest(a: small);
begin writeln(a:1) end;
procedure host(procedure p(a: integer));
begin p(1) end;
begin
  host(guest)
end.
