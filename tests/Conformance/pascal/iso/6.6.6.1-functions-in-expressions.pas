{ test: iso 6.6.6.1 accept
expect:
|16  5.0 0
|100 y TRUE
|pythagoras
fpc: agrees
}
program FuncExprs(output);
var i: integer; r: real;
begin
  i := sqr(abs(-3)) + ord(odd(sqr(3))) * trunc(sqrt(sqr(7)));
  r := sqrt(sqr(3.0) + sqr(4));
  writeln(i:1, r:5:1, succ(pred(i)) - i:2);
  writeln(round(exp(ln(10) * 2)):1, ' ', chr(ord(succ('x'))), ' ', odd(ord('a')));
  if abs(sin(1) * sin(1) + cos(1) * cos(1) - 1) < 1e-12 then writeln('pythagoras')
end.
