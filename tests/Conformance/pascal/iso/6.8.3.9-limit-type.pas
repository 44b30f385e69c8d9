{ test: iso 6.8.3.9 reject
error-at: 8
fpc: agrees
}
program LimitType(output);
var i: integer;
begin
  for i := 1 to 'c' do writeln('x')
end.
