{ test: dialect files accept
expect:
|4 6 11 13 15 17 18 23 29 31 39 45 49 59 60 68 89 92 95 98 
fpc: agrees
}
program FileSort;
var f: file of integer; i, j, n, a, b: integer;
function get(k: integer): integer;
begin seek(f, k); read(f, result) end;
procedure put(k, v: integer);
begin seek(f, k); write(f, v) end;
begin
  assign(f, 'sort.tmp'); rewrite(f);
  a := 17; for i := 1 to 20 do begin write(f, a); a := (a * 31 + 7) mod 101 end;
  n := filesize(f);
  for i := 0 to n - 2 do
    for j := 0 to n - 2 - i do begin
      a := get(j); b := get(j + 1);
      if a > b then begin put(j, b); put(j + 1, a) end
    end;
  for i := 0 to n - 1 do write(get(i), ' '); writeln;
  close(f); erase(f)
end.
