{ test: dialect random accept
expect:
|TRUE
|TRUE
fpc: agrees
}
program SeededRange;
var i: integer; x, y: real; q: int64; ok: boolean;
begin
  randseed := 7; x := random; randseed := 7; y := random; writeln(x = y);
  ok := true;
  for i := 1 to 500 do begin q := random(int64(10000000000)); if (q < 0) or (q >= 10000000000) then ok := false end;
  writeln(ok)
end.
