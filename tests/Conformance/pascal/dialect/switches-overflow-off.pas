{ test: dialect switches accept
expect:
|-9223372036854775808
|9223372036854775807
|18446744073709551615
|2372640957
fpc: agrees
}
program OverflowOff;
{$Q-}
var q: int64; u: qword; h: longword; s: string; i: integer;
begin
  q := high(int64); q := q + 1; writeln(q);
  q := q - 1; writeln(q);
  u := 0; u := u - 1; writeln(u);
  {$R-}
  h := 2166136261; s := 'hash me';
  for i := 1 to length(s) do begin h := h xor ord(s[i]); h := h * 16777619 end;
  writeln(h)
end.
