{ test: dialect mistakes reject
error-at: 10
says: an ordinal type is wanted, but this is 'string'
fpc: differs fpc has them
}
program P;
var s: string;
begin
  s := 'a';
  case s of
    'abc': writeln('a');
    'def': writeln('b')
  end
end.
