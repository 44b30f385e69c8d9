{ test: dialect strings accept
expect:
|MCMXCIV MMXXVI XLIX MMMDCCCLXXXVIII
fpc: agrees
}
program Roman;
const value: array[1..13] of integer = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1);
      sign: array[1..13] of string[2] = ('M', 'CM', 'D', 'CD', 'C', 'XC', 'L', 'XL', 'X', 'IX', 'V', 'IV', 'I');
function roman(n: integer): string;
var i: integer;
begin
  roman := '';
  for i := 1 to 13 do
    while n >= value[i] do begin result := result + sign[i]; dec(n, value[i]) end
end;
begin
  writeln(roman(1994), ' ', roman(2026), ' ', roman(49), ' ', roman(3888))
end.
