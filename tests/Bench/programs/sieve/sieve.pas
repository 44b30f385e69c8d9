program sieve;
const size = 8190; rounds = {size}20000;
var flags: array[0..size] of boolean;
    i, k, prime, count, round: integer;
begin
  count := 0;
  for round := 1 to rounds do
  begin
    count := 0;
    for i := 0 to size do flags[i] := true;
    for i := 0 to size do
      if flags[i] then
      begin
        prime := i + i + 3;
        k := i + prime;
        while k <= size do
        begin
          flags[k] := false;
          k := k + prime
        end;
        count := count + 1
      end
  end;
  writeln(count)
end.
