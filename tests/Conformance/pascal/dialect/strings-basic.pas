{ test: dialect strings accept
expect:
|Hello, world! 13
|HJello, world!
|Jello 5
|xH2
|[]0TRUE
|H1
|H12345
|H12 3 3
fpc: agrees
}
program StringsBasic;
var s, t: string; u: string[5]; c: char; i: integer;
begin
  s := 'Hello';
  t := s + ', ' + 'world' + '!';
  writeln(t, ' ', length(t));
  c := t[1]; t[1] := 'J';
  writeln(c, t);
  u := t;                       { cut off at five }
  writeln(u, ' ', length(u));
  u := 'x'; u := u + c; writeln(u, length(u));
  s := ''; writeln('[', s, ']', length(s), s = '');
  s := c; writeln(s, length(s));
  for i := 1 to 5 do s := s + chr(ord('0') + i);
  writeln(s);
  s[0] := chr(3); writeln(s, ' ', length(s), ' ', ord(s[0]))
end.
