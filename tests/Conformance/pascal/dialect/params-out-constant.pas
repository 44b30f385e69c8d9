{ test: dialect params reject
error-at: 8
fpc: agrees
}
program OutConst;
procedure p(out n: integer); begin n := 1 end;
begin
  p(5)
end.
