{ test: iso 6.4.2.3 reject
error-at: 11
fpc: agrees
}
program Mixed(output);
type fruit = (apple, pear);
     colour = (red, green);
var f: fruit;
begin
  f := apple;
  f := green;
  writeln(ord(f):1)
end.
