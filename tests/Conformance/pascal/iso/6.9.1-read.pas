{ test: iso 6.9.1 accept
input:
|  42 -17
|+8   3.5 1e2 -0.25
|abc d
|
|7x8
expect:
|42 -17
|8  3.5 100.0
|-0.25
|[ ]ab
|[c ]
|7x8
|TRUEFALSE
fpc: agrees
}
program ReadProcedure(input, output);
var i, j: integer; x, y: real; c, d: char; s: 0..100;
begin
  read(i, j); writeln(i:1, j:4);
  read(s); read(x, y); writeln(s:1, x:5:1, y:6:1);
  read(x); writeln(x:5:2);
  read(c); write('[', c, ']');            { the end of the line reads as a blank }
  read(c, d); writeln(c, d);
  readln(c, d); writeln('[', c, d, ']');
  readln;
  read(i, c, j); writeln(i:1, c, j:1);
  writeln(eoln, eof)
end.
