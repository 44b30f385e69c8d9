{ test: iso 6.6.3.7 accept
expect:
|1..3: 1 4 9
|-2..2: 4 1 0 1 4
|sum 14 10
|a..e abcde
fpc: differs no conformant arrays
}
program Conformant(output);
var a: array [1..3] of integer; b: array [-2..2] of integer;
    c: packed array ['a'..'e'] of char; i: integer; x: char;
procedure show(var v: array [lo..hi: integer] of integer);
var i: integer;
begin
  write(lo:1, '..', hi:1, ':');
  for i := lo to hi do write(v[i]:2);
  writeln
end;
function sum(v: array [lo..hi: integer] of integer): integer;
var i, s: integer;
begin
  s := 0;
  for i := lo to hi do s := s + v[i];
  sum := s
end;
procedure letters(var v: packed array [first..last: char] of char);
var c: char;
begin
  write(first, '..', last, ' ');
  for c := first to last do write(v[c]);
  writeln
end;
begin
  for i := 1 to 3 do a[i] := i * i;
  for i := -2 to 2 do b[i] := i * i;
  for x := 'a' to 'e' do c[x] := x;
  show(a); show(b);
  writeln('sum ', sum(a):1, sum(b):3);
  letters(c)
end.
