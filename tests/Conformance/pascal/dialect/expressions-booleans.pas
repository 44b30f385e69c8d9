{ test: dialect expressions accept
expect:
|11110011 86
|TRUEFALSETRUE 11
|2
|10 TRUE TRUE TRUE
fpc: agrees
}
program BooleanValues;
var a, b, c: boolean; n, i: integer; v: array[boolean] of integer; s: set of boolean; t: array[1..8] of boolean;
function xor3(a, b, c: boolean): boolean; begin xor3 := a xor b xor c end;
begin
  n := 0; for a := false to true do for b := false to true do for c := false to true do begin
    inc(n); t[n] := (a and not b or c) = not (not a or b) or c;
    if (a or b and c) <> ((a or b) and (a or c)) then writeln('law broken');
    if xor3(a, b, c) then inc(n, 0); v[a <> b] := n; t[n] := t[n] xor (a > b)
  end;
  for i := 1 to 8 do write(ord(t[i])); writeln(' ', v[false], v[true]);
  a := n > 5; b := not a; s := [a] + [n = 8]; writeln(a, b, s = [true], ' ', ord(a) + ord(b), ord(n in [1..8]));
  if a then if b then writeln('1') else if not b and (n > 7) then writeln('2') else writeln('3');
  a := (n div 2 = 4) and ((n mod 3 = 2) or (n = 0)); i := ord(a) * 10 + ord(not a); writeln(i, ' ', boolean(1) = a, ' ', succ(false), ' ', a >= b)
end.
