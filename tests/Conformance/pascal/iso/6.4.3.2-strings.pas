{ test: iso 6.4.3.2 accept
expect:
|pascal rascal TRUE TRUE TRUE TRUE
|addy'n|
|hoare |
|jensen|
|wirth |
fpc: agrees
}
program StringTypes(output);
type name = packed array [1..6] of char;
var a, b: name; list: array [1..4] of name; i, j: integer; t: name;
begin
  a := 'pascal'; b := a; b[1] := 'r';
  writeln(a, ' ', b, ' ', a < b, ' ', a = 'pascal', ' ', b <> a, ' ', 'zzzzzz' >= a);
  list[1] := 'wirth '; list[2] := 'hoare '; list[3] := 'jensen'; list[4] := 'addy''n';
  for i := 1 to 3 do
    for j := 1 to 4 - i do
      if list[j] > list[j + 1] then begin
        t := list[j]; list[j] := list[j + 1]; list[j + 1] := t
      end;
  for i := 1 to 4 do writeln(list[i], '|')
end.
