{ test: iso 6.6.3.6 reject
error-at: 11
fpc: agrees
}
program KindDiffers(output);
procedure guest(var a: integer);
begin a := 1 end;
procedure host(procedure p(a: integer));
begin p(1) end;
begin
  host(guest)
end.
