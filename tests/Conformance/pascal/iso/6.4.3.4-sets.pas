{ test: iso 6.4.3.4 accept
expect:
|a---e---i-
|FALSE TRUE TRUE
|54 TRUE FALSE FALSE
| 3 5 6 7 8 9 TRUE TRUE
fpc: differs rejects ranges of enumerated constants in a product of sets
}
program Sets(output);
type letters = set of 'a'..'z';
     suit = (clubs, diamonds, hearts, spades);
     suits = set of suit;
     bytes = set of 0..255;
var l: letters; s: suits; b: bytes; c: char; i, k, n: integer;
procedure primes;
var i, j: integer; sieve: bytes;
begin
  sieve := [2..255];
  for i := 2 to 15 do
    if i in sieve then begin
      j := i * i;
      while j <= 255 do begin sieve := sieve - [j]; j := j + i end
    end;
  n := 0;
  for i := 0 to 255 do if i in sieve then n := n + 1;
  b := sieve
end;
begin
  l := ['a', 'e', 'i', 'o', 'u'];
  for c := 'a' to 'j' do if c in l then write(c) else write('-');
  writeln;
  s := [clubs..hearts] * [diamonds..spades];
  writeln(clubs in s, ' ', hearts in s, ' ', s = [diamonds, hearts]);
  primes;
  writeln(n:1, ' ', 251 in b, ' ', 255 in b, ' ', 0 in b);
  s := []; i := 3;
  b := [i, i + 2..i * 3];
  for k := 0 to 10 do if k in b then write(k:2);
  writeln(' ', s = [], ' ', s <= [spades])
end.
