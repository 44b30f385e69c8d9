{ test: iso 6.6.5.4 reject
error-at: 9
fpc: agrees
}
program BothUnpacked(output);
var a: array [1..10] of char; z: array [1..4] of char;
begin
  a[1] := 'x';
  pack(a, 1, z);
  writeln('x')
end.
