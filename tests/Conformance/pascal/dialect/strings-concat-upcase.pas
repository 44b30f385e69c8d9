{ test: dialect strings accept
expect:
|abcd-e
|MIXED CASE 123 ~ Z
|XYZ[
|abcd-eabcd-e12
|e-dcbae-dcba
fpc: agrees
}
program StringsConcat;
var s: string; i: integer; c: char;
function upper(s: string): string;
var i: integer;
begin
  for i := 1 to length(s) do s[i] := upcase(s[i]);
  upper := s
end;
begin
  s := concat('ab', 'cd', '-', 'e'); writeln(s);
  writeln(upper('mixed Case 123 ~ z'));
  for c := 'x' to 'z' do write(upcase(c)); writeln(upcase('['));
  s := concat(s, s); writeln(s, length(s));
  for i := length(s) downto 1 do write(s[i]); writeln
end.
