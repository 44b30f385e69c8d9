{ test: iso 6.8.3.9 accept
expect:
| 1 2 3xyz
fpc: agrees
}
program ParamControl(output);
{ A value parameter is a local variable of its block and may control a for. }
procedure p(n: integer; c: char);
begin
  for n := 1 to 3 do write(n:2);
  for c := 'x' to 'z' do write(c);
  writeln
end;
begin
  p(9, 'a')
end.
