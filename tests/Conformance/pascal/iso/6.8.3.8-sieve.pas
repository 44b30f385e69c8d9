{ test: iso 6.8.3.8 accept
expect:
|   2   3   5   7  11  13  17  19  23  29
|  31  37  41  43  47  53  59  61  67  71
|  73  79  83  89  97 101 103 107 109 113
| 127 131 137 139 149 151 157 163 167 173
| 179 181 191 193 197 199
|46
fpc: agrees
}
program Sieve(output);
const limit = 200;
var sieve: packed array [2..limit] of boolean; i, j, count: integer;
begin
  for i := 2 to limit do sieve[i] := true;
  i := 2;
  while i * i <= limit do begin
    if sieve[i] then begin
      j := i * i;
      while j <= limit do begin sieve[j] := false; j := j + i end
    end;
    i := i + 1
  end;
  count := 0;
  for i := 2 to limit do if sieve[i] then begin count := count + 1; if count mod 10 = 0 then writeln(i:4) else write(i:4) end;
  writeln; writeln(count:1)
end.
