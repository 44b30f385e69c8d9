{ test: dialect sets accept
expect:
|1275
|FALSETRUETRUE
|FALSETRUEFALSE
|TRUE 32
fpc: agrees
}
program IncludeExclude;
type colour = (red, green, blue, white);
var s: set of byte; c: set of colour; ch: set of char; i, n: integer;
begin
  s := []; for i := 1 to 10 do include(s, i * 25); exclude(s, 100); exclude(s, 7);
  n := 0; for i := 0 to 255 do if i in s then n := n + i; writeln(n);
  c := [red..white]; exclude(c, green); include(c, green); exclude(c, red); writeln(red in c, green in c, c = [green, blue, white]);
  ch := ['a'..'f'] + ['0'..'9'] - ['5']; include(ch, #255); writeln('5' in ch, #255 in ch, #0 in ch);
  writeln(sizeof(c) <= 8, ' ', sizeof(ch))
end.
