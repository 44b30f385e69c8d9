program quicksort;
const n = 1000000; rounds = {size}3;
var a: array[1..n] of integer; seed, i, round: integer; sum: int64;

procedure sort(lo, hi: integer);
var i, j, pivot, t: integer;
begin
  i := lo; j := hi;
  pivot := a[(lo + hi) div 2];
  repeat
    while a[i] < pivot do i := i + 1;
    while pivot < a[j] do j := j - 1;
    if i <= j then
    begin
      t := a[i]; a[i] := a[j]; a[j] := t;
      i := i + 1; j := j - 1
    end
  until i > j;
  if lo < j then sort(lo, j);
  if i < hi then sort(i, hi)
end;

begin
  seed := 42; sum := 0;
  for round := 1 to rounds do
  begin
    for i := 1 to n do
    begin
      seed := (seed * 1309 + 13849) mod 65536;
      a[i] := seed * 16 + i mod 16
    end;
    sort(1, n);
    for i := 1 to n do sum := sum + int64(a[i]) * (i mod 7)
  end;
  writeln(sum)
end.
