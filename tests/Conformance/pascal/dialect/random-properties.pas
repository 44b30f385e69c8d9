{ test: dialect random accept
expect:
|TRUE TRUE
|6
|TRUE
|00
|TRUE
fpc: agrees
}
program RandomProps;
var i, n: integer; x: real; a, b: array[1..20] of longint; same, inrange: boolean; hits: array[0..5] of integer;
begin
  randseed := 12345; for i := 1 to 20 do a[i] := random(1000);
  randseed := 12345; for i := 1 to 20 do b[i] := random(1000);
  same := true; inrange := true;
  for i := 1 to 20 do begin if a[i] <> b[i] then same := false; if (a[i] < 0) or (a[i] > 999) then inrange := false end;
  writeln(same, ' ', inrange);
  for i := 0 to 5 do hits[i] := 0;
  for i := 1 to 6000 do inc(hits[random(6)]);
  n := 0; for i := 0 to 5 do if (hits[i] > 800) and (hits[i] < 1200) then inc(n); writeln(n);
  inrange := true; for i := 1 to 1000 do begin x := random; if (x < 0) or (x >= 1) then inrange := false end; writeln(inrange);
  writeln(random(1), random(0));
  randomize; i := random(10); writeln((i >= 0) and (i < 10))
end.
