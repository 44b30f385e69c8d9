{ test: dialect dynarrays accept
expect:
|abc/def/
|ad/be/cf/
|abc/def/
|def/abc/
|def/*bc/
|2 45 59 5
|d/*bc/
fpc: agrees
}
program DynMulti;
type grid = array of array of char; cube = array of array of array of integer;
var g: grid; c: cube; i, j, k, n: integer; row: array of char;
function transpose(const a: grid): grid;
var i, j: integer;
begin
  setlength(result, length(a[0]), length(a));
  for i := 0 to high(a) do for j := 0 to high(a[0]) do result[j][i] := a[i, j]
end;
procedure show(const a: grid);
var i, j: integer;
begin for i := 0 to high(a) do begin for j := 0 to high(a[i]) do write(a[i][j]); write('/') end; writeln end;
begin
  setlength(g, 2, 3); for i := 0 to 1 do for j := 0 to 2 do g[i, j] := chr(97 + i * 3 + j);
  show(g); show(transpose(g)); show(transpose(transpose(g)));
  row := g[0]; g[0] := g[1]; g[1] := row; show(g); row[0] := '*'; show(g);
  setlength(c, 3, 4, 5); n := 0; for i := 0 to 2 do for j := 0 to 3 do for k := 0 to 4 do begin c[i, j, k] := n; inc(n) end;
  c[1] := copy(c[2], 1, 2); writeln(length(c[1]), ' ', c[1, 0, 0], ' ', c[2, 3, 4], ' ', length(c[1][1])); setlength(g[0], 1); show(g)
end.
