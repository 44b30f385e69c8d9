{ test: dialect arrays accept
expect:
|66 43 31 32
|52 8 31 3
fpc: agrees
}
program ArraysMulti;
const n = 3;
type grid = array[1..n, 1..n] of integer;
var g, h: grid; i, j, k: integer; cube: array[0..1, 'a'..'b', boolean] of byte; c: char; b: boolean; rows: array[1..n] of array[1..n] of integer;
function trace(const g: grid): integer;
var i: integer;
begin result := 0; for i := 1 to n do inc(result, g[i, i]) end;
begin
  for i := 1 to n do for j := 1 to n do begin g[i, j] := i * 10 + j; rows[i][j] := g[i][j] end;
  h := g; h[2] := g[3]; h[3, 3] := 0; writeln(trace(g), ' ', trace(h), ' ', h[2, 1], ' ', rows[3, 2]);
  k := 0; for i := 0 to 1 do for c := 'a' to 'b' do for b := false to true do begin cube[i, c, b] := k; inc(k) end;
  writeln(cube[1, 'a', true], cube[0]['b'][false], ' ', sizeof(cube), ' ', high(g), low(g[1]), ' ', length(rows))
end.
