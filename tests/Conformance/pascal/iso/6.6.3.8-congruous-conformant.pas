{ test: iso 6.6.3.8 accept
expect:
|6
|24
fpc: differs no conformant arrays
}
program CongruousConformant(output);
{ A procedural parameter with a conformant array parameter. }
var a: array [1..3] of integer; b: array [1..4] of integer; i: integer;
procedure run(procedure p(var v: array [l..h: integer] of integer));
begin p(a); p(b) end;
procedure sum(var w: array [first..last: integer] of integer);
var i, s: integer;
begin
  s := 0; for i := first to last do s := s + w[i];
  writeln(s:1)
end;
begin
  for i := 1 to 3 do a[i] := i;
  for i := 1 to 4 do b[i] := 2 * i + ord(i = 4) * 4;
  run(sum)
end.
