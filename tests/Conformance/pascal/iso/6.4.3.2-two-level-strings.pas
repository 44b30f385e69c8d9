{ test: iso 6.4.3.2 accept
expect:
|TRUE FALSE TRUE
|card/area/rear/dart/deed
|carddar! TRUE
fpc: agrees
}
program Crossword(output);
const n = 4;
type line = packed array [1..n] of char; square = array [1..n] of line;
var s, t: square; i, j: integer; ok: boolean; d: line;
begin
  s[1] := 'card'; s[2] := 'area'; s[3] := 'rear'; s[4] := 'dart';
  for i := 1 to n do for j := 1 to n do t[i][j] := s[j, i];
  ok := true; for i := 1 to n do if s[i] <> t[i] then ok := false;
  writeln(ok, ' ', s[1] < s[2], ' ', t[3] = 'rear');
  for i := 1 to n do begin d[i] := s[i, n + 1 - i]; write(t[i], '/') end; writeln(d);
  t[1] := d; t := s; t[4, 4] := '!'; writeln(t[1], t[4], ' ', t[4] < s[4])
end.
