{ test: dialect control accept
expect:
|6
|9
|256
|4
|3
fpc: agrees
}
program ForByte;
{ A loop to the last value of its type ends. }
var b: byte; s: shortint; n: integer; c: char; q: int64;
begin
  n := 0; for b := 250 to 255 do inc(n); writeln(n);
  n := 0; for s := -128 to -120 do inc(n); writeln(n);
  n := 0; for c := #0 to #255 do inc(n); writeln(n);
  n := 0; for b := 3 downto 0 do inc(n); writeln(n);
  n := 0; for q := high(int64) - 2 to high(int64) do inc(n); writeln(n)
end.
