{ test: iso 6.9.3.6 accept
expect:
|[standard][standard][  standard][sta][s]
|[  abc][abc][ab][  it's]
|s st sta stan stand standa standar standard 
fpc: agrees
}
program WriteString(output);
type name = packed array [1..8] of char;
var n: name; w: integer;
begin
  n := 'standard';
  writeln('[', n, '][', n:8, '][', n:10, '][', n:3, '][', n:1, ']');
  writeln('[', 'abc':5, '][', 'abc':3, '][', 'abc':2, '][', 'it''s':6, ']');
  for w := 1 to 8 do write(n:w, ' '); writeln
end.
