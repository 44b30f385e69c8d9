{ test: dialect nested accept
expect:
|2 4 40
fpc: agrees
}
program Queens;
function queens(n: integer): integer;
var cols, up, down: set of 0..63; count: integer;
  procedure place(r: integer);
  var c: integer;
  begin
    if r = n then inc(count)
    else for c := 0 to n - 1 do
      if not (c in cols) and not (r + c in up) and not (r - c + 32 in down) then begin
        include(cols, c); include(up, r + c); include(down, r - c + 32);
        place(r + 1);
        exclude(cols, c); exclude(up, r + c); exclude(down, r - c + 32)
      end
  end;
begin
  cols := []; up := []; down := []; count := 0;
  place(0);
  queens := count
end;
begin
  writeln(queens(4), ' ', queens(6), ' ', queens(7))
end.
