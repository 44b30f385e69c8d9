{ test: iso 6.6.3.7.3 reject
error-at: 9
fpc: differs reports another line
}
program StringConst(output);
procedure p(var s: packed array [lo..hi: integer] of char);
begin writeln(s) end;
begin
  p('hello')
end.
