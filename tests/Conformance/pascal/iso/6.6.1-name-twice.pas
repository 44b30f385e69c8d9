{ test: iso 6.6.1 reject
error-at: 8
fpc: agrees
}
program NameTwice(output);
procedure p;
begin writeln('one') end;
procedure p;
begin writeln('two') end;
begin
  p
end.
