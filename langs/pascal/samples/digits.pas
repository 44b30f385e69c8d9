{ Long arithmetic: factorials and powers of two with all their digits, Fibonacci numbers, and pi by Machin's formula.

  A natural number is an array of "limbs" to base 10000, the least significant first: a product of two limbs and a
  carry fit into 32 bits. }
program digits(output);

const
  Base = 10000;
  MaxLimbs = 300;

type
  Natural = record
    count: integer;                               { limbs in use; 0 for the number 0 }
    limb: array [0..MaxLimbs - 1] of integer;
  end;

procedure fail(const message: string);
begin
  writeln(message);
  halt(1)
end;

procedure setSmall(var n: Natural; value: integer);
begin
  n.count := 0;
  while value > 0 do
  begin
    n.limb[n.count] := value mod Base;
    value := value div Base;
    inc(n.count)
  end
end;

procedure trim(var n: Natural);
begin
  while (n.count > 0) and (n.limb[n.count - 1] = 0) do
    dec(n.count)
end;

procedure push(var n: Natural; limb: integer);
begin
  if n.count = MaxLimbs then
    fail('the number is too long');
  n.limb[n.count] := limb;
  inc(n.count)
end;

function limbOf(const n: Natural; index: integer): integer;
begin
  if index < n.count then
    limbOf := n.limb[index]
  else
    limbOf := 0
end;

{ n := n + m }
procedure add(var n: Natural; const m: Natural);
var
  i, carry, sum: integer;
begin
  carry := 0;
  i := 0;
  while (i < m.count) or (carry > 0) do
  begin
    if i = n.count then
      push(n, 0);
    sum := n.limb[i] + limbOf(m, i) + carry;
    n.limb[i] := sum mod Base;
    carry := sum div Base;
    inc(i)
  end
end;

{ n := n - m, where n >= m }
procedure subtract(var n: Natural; const m: Natural);
var
  i, borrow, difference: integer;
begin
  borrow := 0;
  for i := 0 to n.count - 1 do
  begin
    difference := n.limb[i] - limbOf(m, i) - borrow;
    borrow := ord(difference < 0);
    n.limb[i] := difference + borrow * Base
  end;
  trim(n)
end;

{ n := n * factor, where factor < Base }
procedure multiply(var n: Natural; factor: integer);
var
  i, carry, product: integer;
begin
  carry := 0;
  for i := 0 to n.count - 1 do
  begin
    product := n.limb[i] * factor + carry;
    n.limb[i] := product mod Base;
    carry := product div Base
  end;
  if carry > 0 then
    push(n, carry);
  trim(n)
end;

{ n := n div divisor, where the remainder times Base fits an integer }
procedure divide(var n: Natural; divisor: integer);
var
  i, remainder, value: integer;
begin
  remainder := 0;
  for i := n.count - 1 downto 0 do
  begin
    value := remainder * Base + n.limb[i];
    n.limb[i] := value div divisor;
    remainder := value mod divisor
  end;
  trim(n)
end;

{ Digits from the most significant on, a line break after every so many. }
procedure print(const n: Natural; perLine: integer);
var
  i, column: integer;

  procedure printDigit(digit: integer);
  begin
    if column = perLine then
    begin
      writeln;
      column := 0
    end;
    write(digit: 1);
    inc(column)
  end;

var
  limb, weight: integer;
begin
  column := 0;
  if n.count = 0 then
    write('0')
  else
    for i := n.count - 1 downto 0 do
    begin
      limb := n.limb[i];
      weight := Base div 10;
      { The first limb has no leading zeros. }
      if i = n.count - 1 then
        while weight > limb do
          weight := weight div 10;
      while weight > 0 do
      begin
        printDigit(limb div weight);
        limb := limb mod weight;
        weight := weight div 10
      end
    end;
  writeln
end;

procedure factorials;
var
  n: Natural;
  i: integer;
begin
  setSmall(n, 1);
  for i := 1 to 100 do
  begin
    multiply(n, i);
    if (i in [10, 20, 30]) or (i = 100) then
    begin
      writeln(i, '! =');
      print(n, 60)
    end
  end;
  writeln
end;

procedure powers;
var
  n: Natural;
  i: integer;
begin
  setSmall(n, 1);
  for i := 1 to 256 do
    multiply(n, 2);
  writeln('2 to the 256th =');
  print(n, 60);
  writeln
end;

procedure fibonacci;
var
  a, b, sum: Natural;
  i: integer;
begin
  setSmall(a, 0);
  setSmall(b, 1);
  for i := 2 to 500 do
  begin
    sum := a;
    add(sum, b);
    a := b;
    b := sum
  end;
  writeln('the 500th Fibonacci number =');
  print(b, 60);
  writeln
end;

{ sum := factor * arctan(1 / x), as a fixed-point number with a limb for each four decimals:
  arctan(1/x) = 1/x - 1/(3 x^3) + 1/(5 x^5) - ... }
procedure addArctan(var positive, negative: Natural; factor, x, limbs: integer);
var
  power, term: Natural;
  i: integer;
begin
  power.count := 0;
  for i := 1 to limbs do
    push(power, 0);
  push(power, factor);
  divide(power, x);
  i := 1;
  while power.count > 0 do
  begin
    term := power;
    divide(term, i);
    if i mod 4 = 1 then
      add(positive, term)
    else
      add(negative, term);
    divide(power, x);
    divide(power, x);
    inc(i, 2)
  end
end;

{ pi = 16 arctan(1/5) - 4 arctan(1/239) }
procedure pi_(decimals: integer);
const
  Guard = 2;       { limbs that absorb the rounding of each term }
var
  positive, negative, lost: Natural;
  limbs, i: integer;
begin
  limbs := decimals div 4 + Guard;
  setSmall(positive, 0);
  setSmall(negative, 0);
  addArctan(positive, negative, 16, 5, limbs);
  addArctan(negative, positive, 4, 239, limbs);
  subtract(positive, negative);
  lost := positive;
  positive.count := 0;
  for i := Guard to lost.count - 1 do
    push(positive, lost.limb[i]);
  writeln('pi to ', decimals, ' decimals, without the point =');
  print(positive, 60)
end;

begin
  factorials;
  powers;
  fibonacci;
  pi_(400)
end.
