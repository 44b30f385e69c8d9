{ test: dialect forin reject
error-at: 8
fpc: agrees
}
program ForInType;
var i: integer;
begin
  for i in 'abc' do writeln(i)
end.
