{ test: iso 6.9.3.6 reject
error-at: 10
fpc: differs accepts it
}
program WriteUnpacked(output);
var n: array [1..8] of char;
begin
  n[1] := 'x';
  writeln(n[1]);
  writeln(n)
end.
