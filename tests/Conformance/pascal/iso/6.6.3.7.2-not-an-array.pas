{ test: iso 6.6.3.7.2 reject
error-at: 9
fpc: differs reports another line
}
program NotAnArray(output);
procedure p(v: array [lo..hi: integer] of integer);
begin writeln(hi - lo:1) end;
begin
  p(5)
end.
