{ test: iso 6.4.3.2 reject
error-at: 8
fpc: differs accepts it
}
program FromZero(output);
var s: packed array [0..3] of char;
begin
  s := 'four';
  writeln(s[1])
end.
