{ test: dialect enums accept
expect:
|156 TRUE
|1TRUE 20
|montue
|012TRUE
fpc: agrees
}
program EnumValues;
type level = (low_level = 1, mid_level = 5, high_level);
     day = (mon, tue, wed);
var l: level; d: day; a: array[day] of string[3]; b: byte;
begin
  l := low_level; writeln(ord(l), ord(mid_level), ord(high_level), ' ', l < high_level);
  d := day(1); writeln(ord(d), d = tue, ' ', ord(high(day)), ord(low(day)));
  a[mon] := 'mon'; a[succ(mon)] := 'tue'; b := 0; writeln(a[day(b)], a[day(b + 1)]);
  for d := low(day) to high(day) do write(ord(d)); writeln(sizeof(day) <= 4)
end.
