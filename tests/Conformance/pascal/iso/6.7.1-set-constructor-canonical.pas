{ test: iso 6.7.1 accept
expect:
|TRUEFALSETRUETRUE
|TRUETRUEFALSEFALSE
|disjoint
|TRUE
fpc: differs checks the constructor against the variable it is added to
}
program Canonical(output);
{ A set-constructor has the canonical set type of its members' host type; what is assigned alone is checked. }
var s: set of 'a'..'m'; t: set of 5..10; c: char; i: integer;
begin
  s := ['a', 'k']; c := 'z'; i := 20;
  s := (s + [c]) * ['a'..'m'];
  writeln('k' in s, c in s, c in s + [c], ['z'] <= s + [c]);
  t := [i, 7, i - 14] - [i];
  writeln(6 in t, 7 in t, i in t, 3 in t);
  if s * [c] = [] then writeln('disjoint');
  s := s - [c]; writeln(s = ['k', 'a'])
end.
