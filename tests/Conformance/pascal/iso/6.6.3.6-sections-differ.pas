{ test: iso 6.6.3.6 reject
error-at: 11
fpc: differs accepts it
}
program SectionsDiffer(output);
procedure guest(a: integer; b: integer);
begin writeln(a + b:1) end;
procedure host(procedure p(a, b: integer));
begin p(1, 2) end;
begin
  host(guest)
end.
