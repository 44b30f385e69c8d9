{ test: iso 6.9.3.4.2 accept
expect:
|0.0 0.00
|  0.0
|-0.1
fpc: differs writes -0.0
}
program NoSignOnZero(output);
{ What is rounded to zero has no sign. }
var x: real;
begin
  x := -0.0001;
  writeln(x:1:1, ' ', x:1:2); writeln(x:5:1);
  x := -0.06; writeln(x:1:1)
end.
