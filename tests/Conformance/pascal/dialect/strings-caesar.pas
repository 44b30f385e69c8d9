{ test: dialect strings accept
expect:
|Dwwdfn dw gdzq, Cheud!
|Attack at dawn, Zebra!
fpc: agrees
}
program Caesar;
function shift(const s: string; k: integer): string;
var i: integer;
begin
  result := s;
  for i := 1 to length(s) do
    case s[i] of
      'a'..'z': result[i] := chr((ord(s[i]) - ord('a') + k + 26) mod 26 + ord('a'));
      'A'..'Z': result[i] := chr((ord(s[i]) - ord('A') + k + 26) mod 26 + ord('A'))
    end
end;
var t: string;
begin
  t := shift('Attack at dawn, Zebra!', 3);
  writeln(t); writeln(shift(t, -3))
end.
