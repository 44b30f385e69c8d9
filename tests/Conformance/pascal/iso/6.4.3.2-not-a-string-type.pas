{ test: iso 6.4.3.2 reject
error-at: 8
fpc: differs accepts it
}
program NotString(output);
var s: array [1..4] of char;
begin
  s := 'four';
  writeln(s[1])
end.
