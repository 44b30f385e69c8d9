{ test: iso 6.7.2.5 reject
error-at: 9
fpc: differs accepts it
}
program TwoLengths(output);
var s: packed array [1..3] of char;
begin
  s := 'abc';
  writeln(s = 'abcd')
end.
