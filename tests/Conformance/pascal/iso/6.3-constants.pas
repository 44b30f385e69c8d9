{ test: iso 6.3 accept
expect:
|0 -100 100
| 3.14159 -3.14159
|*constant  constantTRUE
|0
|2 7
|100
fpc: agrees
}
program Constants(output);
const
  zero = 0;
  limit = 100;
  neglimit = -limit;
  plus = +limit;
  pi = 3.14159;
  minuspi = -pi;
  star = '*';
  name = 'constant';
  alias = name;
  yes = true;
  last = maxint;
  least = -maxint;
type colour = (red, green, blue);
procedure p;
const favourite = blue; limit = 7;
begin
  writeln(ord(favourite):1, limit:2)
end;
begin
  writeln(zero:1, neglimit:5, plus:4);
  writeln(pi:8:5, minuspi:9:5);
  writeln(star, name, alias:10, yes);
  writeln(last + least:1);
  p;
  writeln(limit:1)
end.
