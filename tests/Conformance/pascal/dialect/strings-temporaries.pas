{ test: dialect strings accept
expect:
|((((x4321)1)2)3)4 5
|1223344B
|1223344B11223344BB
|equal
|TRUE 2 12
|5432112345
|aaaaaa
fpc: agrees
}
program Temporaries;
{ Many strings alive in one expression. }
var depth: integer;
function n(i: integer): string; begin str(i, result) end;
function wrap(const s: string; k: integer): string;
begin
  inc(depth);
  if k = 0 then wrap := s else wrap := '(' + wrap(s + n(k), k - 1) + ')' + n(k)
end;
function same(const a, b: string): boolean; begin same := a = b end;
var s: string; i: integer;
begin
  depth := 0;
  writeln(wrap('x', 4), ' ', depth);
  s := n(1) + n(22) + copy(n(333) + n(4444), 2, 4) + upcase(chr(ord('a') + length(n(7))));
  writeln(s);
  s := s + s[1] + s + s[length(s)]; writeln(s);
  if n(12) + n(3) = n(1) + n(23) then writeln('equal') else writeln('different');
  writeln(same(n(5) + 'a', '5' + 'a'), ' ', pos(n(23), '1' + n(234) + '5'), ' ', length(wrap('', 2) + wrap('', 1)));
  s := ''; for i := 1 to 5 do s := n(i) + s + n(i); writeln(s);
  s := 'a'; s := s + s + (s + (s + s)) + s; writeln(s)
end.
