{ test: iso 6.6.1 reject
error-at: 14
fpc: differs reports another line
}
program Inner(output);
procedure outer;
  procedure inner;
  begin writeln('inner') end;
begin
  inner
end;
begin
  outer;
  inner
end.
