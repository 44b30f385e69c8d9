{ test: dialect strings accept
expect:
|4708
|244abab
|4p
|empty has 4 has 1
|10 11 256 0
fpc: agrees
}
program StringsLength;
var s: string[10]; a: array[1..3] of string[4]; p: ^string;
function describe(const s: string): string;
begin
  if length(s) = 0 then describe := 'empty' else describe := 'has ' + chr(ord('0') + length(s))
end;
begin
  s := 'four'; writeln(length(s), length('literal'), length(''), length(s + s));
  a[1] := 'ab'; a[2] := a[1] + a[1]; a[3] := a[2] + a[1];
  writeln(length(a[1]), length(a[2]), length(a[3]), a[3]);
  new(p); p^ := 'heap'; writeln(length(p^), p^[4]); dispose(p);
  writeln(describe(''), ' ', describe(s), ' ', describe('x'));
  writeln(high(s), ' ', sizeof(s), ' ', sizeof(string), ' ', low(s))
end.
