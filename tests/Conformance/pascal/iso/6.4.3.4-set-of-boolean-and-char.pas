{ test: iso 6.4.3.4 accept
expect:
|750
|FALSE TRUE TRUE
|17
fpc: agrees
}
program CharSet(output);
type chars = set of char;
var seen: chars; t: set of boolean; i, n: integer; c: char;
begin
  seen := [];
  for i := 0 to 255 do if i mod 50 = 0 then seen := seen + [chr(i)];
  n := 0;
  for i := 0 to 255 do if chr(i) in seen then n := n + i;
  writeln(n:1);
  i := 1; t := [i > 2, i > 3];
  writeln(true in t, ' ', false in t, ' ', t = [false]);
  seen := ['0'..'9', 'a'..'f', '_'];
  n := 0;
  for c := ' ' to 'z' do if c in seen then n := n + 1;
  writeln(n:1)
end.
