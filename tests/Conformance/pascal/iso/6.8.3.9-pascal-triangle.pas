{ test: iso 6.8.3.9 accept
expect:
|   1
|   1   1
|   1   2   1
|   1   3   3   1
|   1   4   6   4   1
|   1   5  10  10   5   1
|   1   6  15  20  15   6   1
|   1   7  21  35  35  21   7   1
|   1   8  28  56  70  56  28   8   1
|   1   9  36  84 126 126  84  36   9   1
|   1  10  45 120 210 252 210 120  45  10   1
fpc: agrees
}
program Triangle(output);
var row: array [0..10] of integer; i, j: integer;
begin
  row[0] := 1; for i := 1 to 10 do row[i] := 0;
  for i := 0 to 10 do begin
    for j := 0 to i do write(row[j]:4);
    writeln;
    for j := 10 downto 1 do row[j] := row[j] + row[j - 1]
  end
end.
