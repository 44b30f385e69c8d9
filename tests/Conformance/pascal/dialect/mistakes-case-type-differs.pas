{ test: dialect mistakes reject
error-at: 12
says: 'char' expected, but this is 'integer'
fpc: agrees
}
program P;
var c: char;
begin
  c := 'a';
  case c of
    'a': writeln('a');
    1: writeln('one')
  end
end.
