{ test: dialect dynarrays accept
expect:
|541 127 24133
fpc: agrees
}
program Growing;
{ Primes, in an array that grows. }
var p: array of integer; n, count, i: integer; isprime: boolean;
procedure add(x: integer);
begin
  if count = length(p) then setlength(p, count * 2 + 1);
  p[count] := x; inc(count)
end;
function total(const x: array of integer): longint;
var i: integer;
begin result := 0; for i := 0 to count - 1 do result := result + x[i] end;
begin
  count := 0; n := 2;
  while count < 100 do begin
    isprime := true; i := 0;
    while isprime and (i < count) and (p[i] * p[i] <= n) do begin isprime := n mod p[i] <> 0; inc(i) end;
    if isprime then add(n);
    inc(n)
  end;
  writeln(p[99], ' ', length(p), ' ', total(p))
end.
