{ test: dialect integers accept
expect:
|3 878082066
|3541557368
|9130222009665091821
fpc: agrees
}
{$Q-}{$R-}
program Rotations;
function rotl(x: longword; n: byte): longword;
begin rotl := (x shl n) or (x shr (32 - n)) end;
function mix(a, b: longword): longword;
begin mix := rotl(a xor b, 7) + (b and not a) end;
var h: longword; i: integer; q: qword;
begin
  writeln(rotl($80000001, 1), ' ', rotl($12345678, 8));
  h := $67452301; for i := 1 to 50 do h := mix(h, $EFCDAB89 + i); writeln(h);
  q := 14695981039346656037; for i := 1 to 8 do q := (q xor i) * 1099511628211; writeln(q)
end.
