{ test: dialect result reject
error-at: 8
fpc: agrees
}
program ResultOutside;
procedure p;
begin
  result := 1
end;
begin
  p
end.
