{ test: iso 6.1.7 reject
error-at: 9
fpc: differs accepts it
}
program OneCharString(output);
var s: packed array [1..1] of char;
begin
  s[1] := 'x';
  s := 'x';
  writeln(s[1])
end.
