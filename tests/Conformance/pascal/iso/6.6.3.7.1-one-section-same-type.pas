{ test: iso 6.6.3.7.1 accept
expect:
|3 5 9
|FALSE TRUE
fpc: differs no conformant arrays
}
program SameSection(output);
{ Parameters of one section have one type: they can be assigned to one another.
  An index type may be a subrange or an enumeration. }
type small = 1..10; colour = (red, green, blue);
var a, b, c: array [2..4] of integer; i: integer;
    f, g: array [colour] of boolean;
procedure add(var x, y, z: array [lo..hi: small] of integer);
var i: small;
begin
  for i := lo to hi do z[i] := x[i] + y[i];
  x := z
end;
procedure copycolours(var x, y: array [lo..hi: colour] of boolean);
begin
  y := x;
  y[hi] := not y[hi]
end;
begin
  for i := 2 to 4 do begin a[i] := i * i - 2 * i; b[i] := 3 - ord(i = 3) + ord(i = 4) * (-2) end;
  b[3] := 2;
  add(a, b, c);
  for i := 2 to 4 do begin write(a[i]:1); if i < 4 then write(' ') end;
  writeln;
  f[red] := true; f[green] := false; f[blue] := false;
  copycolours(f, g);
  writeln(g[green], ' ', g[blue])
end.
