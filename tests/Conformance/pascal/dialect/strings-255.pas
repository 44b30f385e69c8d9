{ test: dialect strings accept
expect:
|255 v b
|255 TRUE
|255 pqabcde
fpc: agrees
}
program Strings255;
var s, t: string; i: integer;
begin
  s := '';
  for i := 1 to 300 do s := s + chr(ord('a') + i mod 26);
  writeln(length(s), ' ', s[255], ' ', s[1]);
  t := s + 'more'; writeln(length(t), ' ', t = s);
  s := copy(s, 1, 250) + 'abcdefghij';
  writeln(length(s), ' ', copy(s, 249, 20))
end.
