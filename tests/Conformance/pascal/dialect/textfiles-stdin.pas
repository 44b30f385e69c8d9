{ test: dialect textfiles accept
input:
|3
|10 20 30
|a line of text
|
|last
expect:
|60
|[a line of text][]
|4last
|TRUE
fpc: agrees
}
program StdIn;
var n, i, x, sum: integer; s, t: string;
begin
  readln(n); sum := 0; for i := 1 to n do begin read(x); sum := sum + x end; readln; writeln(sum);
  readln(s); readln(t); writeln('[', s, '][', t, ']');
  while not eof do begin readln(s); writeln(length(s), s) end;
  writeln(eof(input))
end.
