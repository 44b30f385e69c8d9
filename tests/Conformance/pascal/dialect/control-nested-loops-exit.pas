{ test: dialect control accept
expect:
|23TRUE
|33 0
|out
fpc: agrees
}
program NestedLoops;
{ Leaving several loops: a flag, exit from a function, and goto. }
label out;
var i, j, k: integer; a: array[1..3, 1..3] of integer; found: boolean;
function search(n: integer): integer;
var i, j: integer;
begin
  for i := 1 to 3 do for j := 1 to 3 do if a[i, j] = n then exit(i * 10 + j);
  search := 0
end;
begin
  for i := 1 to 3 do for j := 1 to 3 do a[i, j] := i * j + i;
  found := false;
  for i := 1 to 3 do begin
    for j := 1 to 3 do if a[i, j] = 8 then begin found := true; break end;
    if found then break
  end;
  writeln(i, j, found);
  writeln(search(12), ' ', search(5));
  for i := 1 to 3 do for j := 1 to 3 do for k := 1 to 3 do if i * j * k = 6 then goto out;
out:
  writeln('out')
end.
