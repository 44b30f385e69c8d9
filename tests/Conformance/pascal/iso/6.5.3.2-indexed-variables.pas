{ test: iso 6.5.3.2 accept
expect:
|-1 2
|4
|edcba
|1
fpc: agrees
}
program Indexed(output);
type colour = (red, green, blue);
var a: array [colour, boolean] of integer;
    perm: array [1..5] of 1..5;
    text5: packed array [1..5] of char;
    c: colour; i: integer; letter: array ['a'..'e'] of char;
begin
  for c := red to blue do begin
    a[c, false] := ord(c); a[c][true] := -ord(c)
  end;
  writeln(a[succ(red), odd(3)]:1, a[blue, 1 > 2]:2);
  for i := 1 to 5 do perm[i] := 6 - i;
  i := 2;
  writeln(perm[perm[perm[i]]]:1);
  text5 := 'abcde';
  for i := 1 to 5 do letter[text5[perm[i]]] := text5[i];
  for i := 1 to 5 do write(letter[text5[i]]);
  writeln;
  perm[perm[1] - 4 + 1] := perm[5];
  writeln(perm[2]:1)
end.
