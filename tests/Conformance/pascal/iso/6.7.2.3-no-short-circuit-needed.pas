{ test: iso 6.7.2.3 accept
expect:
|4TRUE
|6FALSE
fpc: agrees
}
program BothSides(output);
{ A program that is right whether or not both operands of and and or are evaluated. }
var a: array [1..5] of integer; i: integer; found: boolean;
begin
  for i := 1 to 5 do a[i] := i * i;
  i := 1; found := false;
  while not found and (i <= 5) do
    if a[i] = 16 then found := true else i := i + 1;
  writeln(i:1, found);
  i := 1; found := false;
  repeat
    if a[i] = 17 then found := true else i := i + 1
  until found or (i > 5);
  writeln(i:1, found)
end.
