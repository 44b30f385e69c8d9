{ test: iso 6.1.7 accept
expect:
|case 1
|TRUEabTRUE
|abc
fpc: agrees
}
program OneChar(output);
const a = 'a'; s = 'ab';
var c: char; v: array ['a'..'c'] of integer; t: set of char;
begin
  c := a; v['b'] := ord('b') - ord(a); t := [a..'c', 'z'];
  case c of 'x': writeln('no'); a: writeln('case ', v['b']:1) end;
  writeln(c in t, s, a < 'b');
  for c := a to 'c' do write(c); writeln
end.
