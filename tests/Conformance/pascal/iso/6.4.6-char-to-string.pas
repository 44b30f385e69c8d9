{ test: iso 6.4.6 reject
error-at: 10
fpc: differs accepts it
}
program CharString(output);
var s: packed array [1..3] of char; c: char;
begin
  c := 'x';
  s := 'abc';
  s := c;
  writeln(s)
end.
