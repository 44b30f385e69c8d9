{ Four ways to find prime numbers, which must agree: trial division, Eratosthenes' sieve on an array of booleans, a
  sieve of bits in machine words, and a sieve that works segment by segment and so needs little memory. }
program sieves(output);

const
  Limit = 200000;
  SegmentSize = 4096;
  BitsPerWord = 32;

type
  { A way to count the primes up to a limit; what it counts is also added up, to compare more than the count. }
  Counter = function(limit: longint; out sum: int64): longint;

var
  isComposite: array [2..Limit] of boolean;
  words: array [0..Limit div BitsPerWord] of longword;

function byDivision(limit: longint; out sum: int64): longint;
var
  n, d, count: longint;
begin
  count := 0;
  sum := 0;
  for n := 2 to limit do
  begin
    d := 2;
    while (d * d <= n) and (n mod d <> 0) do
      inc(d);
    if d * d > n then
    begin
      inc(count);
      sum := sum + n
    end
  end;
  byDivision := count
end;

function byBooleans(limit: longint; out sum: int64): longint;
var
  n, multiple, count: longint;
begin
  count := 0;
  sum := 0;
  for n := 2 to limit do
    isComposite[n] := false;
  for n := 2 to limit do
    if not isComposite[n] then
    begin
      inc(count);
      sum := sum + n;
      { Smaller multiples have a smaller prime factor and are marked already. }
      if n <= limit div n then
      begin
        multiple := n * n;
        while multiple <= limit do
        begin
          isComposite[multiple] := true;
          multiple := multiple + n
        end
      end
    end;
  byBooleans := count
end;

{ Odd numbers alone, a bit each: bit i stands for 2 * i + 1. }
function byBits(limit: longint; out sum: int64): longint;
var
  i, n, multiple, count: longint;
begin
  for i := 0 to high(words) do
    words[i] := 0;
  count := 0;
  sum := 0;
  if limit >= 2 then
  begin
    count := 1;
    sum := 2
  end;
  for i := 1 to (limit - 1) div 2 do
    if words[i div BitsPerWord] and (longword(1) shl (i mod BitsPerWord)) = 0 then
    begin
      n := 2 * i + 1;
      inc(count);
      sum := sum + n;
      if n <= limit div n then
      begin
        multiple := (n * n - 1) div 2;
        while multiple <= (limit - 1) div 2 do
        begin
          words[multiple div BitsPerWord] := words[multiple div BitsPerWord] or (longword(1) shl (multiple mod BitsPerWord));
          multiple := multiple + n
        end
      end
    end;
  byBits := count
end;

function bySegments(limit: longint; out sum: int64): longint;
var
  small: array [1..500] of longint;         { the primes up to the limit's root }
  smallCount: integer;
  marks: array [0..SegmentSize - 1] of boolean;
  first, last, n, multiple, count: longint;
  i: integer;

  procedure findSmall;
  var
    n: longint;
    i: integer;
  begin
    smallCount := 0;
    n := 2;
    while n * n <= limit do
    begin
      i := 1;
      while (i <= smallCount) and (n mod small[i] <> 0) do
        inc(i);
      if i > smallCount then
      begin
        inc(smallCount);
        small[smallCount] := n
      end;
      inc(n)
    end
  end;

begin
  findSmall;
  count := 0;
  sum := 0;
  first := 2;
  while first <= limit do
  begin
    last := first + SegmentSize - 1;
    if last > limit then
      last := limit;
    for i := 0 to last - first do
      marks[i] := false;
    for i := 1 to smallCount do
    begin
      multiple := (first + small[i] - 1) div small[i] * small[i];
      if multiple < small[i] * small[i] then
        multiple := small[i] * small[i];
      while multiple <= last do
      begin
        marks[multiple - first] := true;
        multiple := multiple + small[i]
      end
    end;
    for n := first to last do
      if not marks[n - first] then
      begin
        inc(count);
        sum := sum + n
      end;
    first := last + 1
  end;
  bySegments := count
end;

procedure report(name: string; count: Counter; limit: longint);
var
  sum: int64;
  found: longint;
begin
  found := count(limit, sum);
  writeln(name, '': 20 - length(name), found: 8, ' primes up to ', limit: 6, ', their sum is ', sum)
end;

const
  Limits: array [1..3] of longint = (100, 10000, Limit);

var
  i: integer;

begin
  for i := low(Limits) to high(Limits) do
  begin
    report('trial division', @byDivision, Limits[i]);
    report('array of booleans', @byBooleans, Limits[i]);
    report('bits of odd numbers', @byBits, Limits[i]);
    report('segments', @bySegments, Limits[i]);
    writeln
  end
end.
