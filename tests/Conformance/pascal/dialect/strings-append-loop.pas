{ test: dialect strings accept
expect:
|item 1,234....1
|item 2,468....2
|item 3,702....3
|item 4,936....4
|item 6,170....5
|abcabcabcabcabcabc 18
|abcabc  60
|bcaa
fpc: agrees
}
program AppendLoop;
var s, t: string; lines: array[1..5] of string[40]; i: integer;
function pad(const s: string; n: integer): string;
begin result := s; while length(result) < n do result := result + '.' end;
function number(n: longint): string;
begin str(n, result); if n > 999 then insert(',', result, length(result) - 2) end;
begin
  for i := 1 to 5 do lines[i] := pad('item ' + number(i * 1234), 14) + number(i);
  for i := 1 to 5 do writeln(lines[i]);
  s := 'abc'; t := s + s; s := t + s; s := s + s; writeln(s, length(s):3);
  s := s + s + s + t; writeln(copy(s, length(s) - 5, 6), length(s):4); t := copy(s, 2, 3) + copy(s, 1, 1); writeln(t)
end.
