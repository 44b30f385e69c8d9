{ test: dialect strings accept
expect:
|TRUEFALSETRUETRUEFALSEFALSE
|TRUETRUETRUETRUETRUE
|TRUETRUE
|Apple apple fig figs pear 
fpc: agrees
}
program StringsCompare;
type name = string[20];
var a: name; b: string; list: array[1..5] of name; i, j: integer; t: name;
begin
  a := 'abc'; b := 'abcd';
  writeln(a < b, a = b, a <> b, a <= b, a > b, a >= b);
  writeln('' < 'a', 'Z' < 'a', 'abc' = 'abc', 'b' > 'abc', a = 'abc');
  writeln(a + 'd' = b, b > 'abcc');
  list[1] := 'pear'; list[2] := 'apple'; list[3] := 'fig'; list[4] := 'figs'; list[5] := 'Apple';
  for i := 1 to 4 do
    for j := 1 to 5 - i do
      if list[j] > list[j + 1] then begin t := list[j]; list[j] := list[j + 1]; list[j + 1] := t end;
  for i := 1 to 5 do write(list[i], ' ');
  writeln
end.
