{ test: iso 6.7.2.4 accept
expect:
|  0  2  7  9 14 16 21 23 28 30 35 37 42 44 49 51 56 58
|TRUE
fpc: agrees
}
program Coins(output);
{ Winning positions as a set. }
var lose: set of 0..60; n: integer; win: boolean;
begin
  lose := [0];
  for n := 1 to 60 do begin
    win := (n - 1 in lose);
    if n >= 3 then win := win or (n - 3 in lose);
    if n >= 4 then win := win or (n - 4 in lose);
    if not win then lose := lose + [n]
  end;
  for n := 0 to 60 do if n in lose then write(n:3); writeln;
  writeln(lose * [0..10] = [0, 2, 7, 9])
end.
