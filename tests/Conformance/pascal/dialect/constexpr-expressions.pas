{ test: dialect constexpr accept
expect:
|101 50  10.25 TRUE TRUE 31 c abcdefc 7 -2
|18 383 32 11bTRUE
|19 19 -10 50
|aei
fpc: agrees
}
program ConstExpr;
const
  n = 10;
  m = n * n + 1;
  half = m div 2;
  r = 1 / 4 + n;
  big = n > 5;
  both = big and (m <> 7) or false;
  mask = 1 shl 4 or $F;
  c = chr(ord('a') + 2);
  s = 'abc' + 'def' + c;
  len = length(s);
  neg = -(n mod 4);
  q = sqr(3) + abs(-4) + trunc(2.9) + round(2.6);
  last = high(byte) - low(shortint);
  size = sizeof(integer) * 8;
  vowels = ['a', 'e'];
  more = vowels + ['i'];
  nx = succ(n); px = pred('c');
  odd3 = odd(3);
type v = array[1..n * 2 - 1] of byte;
     sub = -n..half;
var a: v; x: sub; ch: char;
begin
  writeln(m, ' ', half, ' ', r:6:2, ' ', big, ' ', both, ' ', mask, ' ', c, ' ', s, ' ', len, ' ', neg);
  writeln(q, ' ', last, ' ', size, ' ', nx, px, odd3);
  writeln(high(a), ' ', sizeof(a), ' ', low(x), ' ', high(x));
  for ch := 'a' to 'j' do if ch in more then write(ch); writeln
end.
