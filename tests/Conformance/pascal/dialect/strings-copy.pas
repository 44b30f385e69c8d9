{ test: dialect strings accept
expect:
|program|ming|||g|
|pro|progr|||
|7 8 
|ramming
fpc: agrees
}
program StringsCopy;
var s: string; i: integer;
begin
  s := 'programming';
  writeln(copy(s, 1, 7), '|', copy(s, 8, 100), '|', copy(s, 4, 0), '|', copy(s, 12, 3), '|', copy(s, 11, 1), '|');
  writeln(copy(s, 0, 3), '|', copy(s, -2, 5), '|', copy(s, 3, -1), '|', copy('', 1, 1), '|');
  for i := 1 to length(s) do if copy(s, i, 1) = 'm' then write(i, ' ');
  writeln;
  s := copy(s, 5, length(s)); writeln(s)
end.
