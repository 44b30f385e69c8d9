{ test: iso 6.7.2.5 accept
expect:
| 1 1 1 1 1 1 1 1
| 0 1 0 1 0 1 0 1
| 0 0 1 1 0 0 1 1
| 0 0 0 1 0 0 0 1
| 0 0 0 0 1 1 1 1
| 0 0 0 0 0 1 0 1
| 0 0 0 0 0 0 1 1
| 0 0 0 0 0 0 0 1
|0
fpc: agrees
}
program Inclusion(output);
var i, j, k: integer; s: array [0..7] of set of 0..2;
begin
  for i := 0 to 7 do begin
    s[i] := [];
    if odd(i) then s[i] := s[i] + [0]; if odd(i div 2) then s[i] := s[i] + [1]; if odd(i div 4) then s[i] := s[i] + [2]
  end;
  k := 0;
  for i := 0 to 7 do begin
    for j := 0 to 7 do begin
      write(ord(s[i] <= s[j]):2);
      if (s[i] >= s[j]) <> (s[i] * s[j] = s[j]) then k := k + 1;
      if (s[i] <= s[j]) <> (s[i] - s[j] = []) then k := k + 1
    end;
    writeln
  end;
  writeln(k:1)
end.
