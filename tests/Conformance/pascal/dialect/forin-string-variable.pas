{ test: dialect forin accept
expect:
|8
|COUNT
fpc: agrees
}
program ForInString;
var s: string; c: char; n: integer;
begin
  s := 'count the vowels in here'; n := 0;
  for c in s do if c in ['a', 'e', 'i', 'o', 'u'] then inc(n);
  writeln(n);
  for c in s do begin if c = ' ' then break; write(upcase(c)) end;
  writeln
end.
