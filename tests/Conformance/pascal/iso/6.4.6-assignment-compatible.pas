{ test: iso 6.4.6 accept
expect:
| 3.0
|TRUE
| 3.0 9
|5 TRUE
|abc
| 3.50
|12.00
| 0.50
fpc: agrees
}
program AssignCompat(output);
type r = record f: real; g: 0..9 end;
     p = ^integer;
var x: real; i: integer; sub: 0..9; s: set of 0..9; a, b: r; q, w: p;
    str: packed array [1..3] of char;
procedure take(x: real; s: real);
begin writeln(x + s:5:2) end;
function ret(i: integer): real;
begin ret := i end;
begin
  i := 3; x := i; writeln(x:4:1);
  sub := i * 3; s := [sub, i]; writeln(9 in s);
  a.f := i; a.g := sub; b := a; writeln(b.f:4:1, b.g:2);
  new(q); q^ := 5; w := q; q := nil; writeln(w^:1, ' ', q = nil);
  str := 'abc'; writeln(str);
  take(1, 2.5); take(sub, i);
  writeln(ret(4) / 8:5:2)
end.
