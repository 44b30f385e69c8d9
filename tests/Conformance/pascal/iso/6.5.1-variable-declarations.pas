{ test: iso 6.5.1 accept
expect:
|<  7.0 TRUE 23> FALSE
fpc: agrees
}
program VarDecls(output);
var a, b, c: integer;
    x: real; ok: boolean;
    inline: record p, q: char end;
    grid: array [1..2] of record n: integer; s: set of 1..3 end;
    ptr: ^integer;
begin
  a := 1; b := 2; c := 3;
  x := a + b * c; ok := x > 6;
  inline.p := '<'; inline.q := '>';
  grid[1].n := a; grid[1].s := [a, c];
  grid[2] := grid[1]; grid[2].n := 20;
  new(ptr); ptr^ := grid[2].n + c;
  writeln(inline.p, x:5:1, ok:5, ptr^:3, inline.q, ' ', 2 in grid[2].s)
end.
