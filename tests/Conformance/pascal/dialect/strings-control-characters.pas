{ test: dialect strings accept
expect:
|5 9 9
|one
|two
|ABCd
|x	y10
|'quoted''
fpc: agrees
}
program ControlChars;
const nl = #10; tab = #9;
var s: string;
begin
  s := 'a'#9'b'#9'c'; writeln(length(s), ' ', ord(s[2]), ' ', ord(s[4]));
  write('one'#10'two'#10);
  s := #65#$42'C'#100; writeln(s);
  writeln('x' + tab + 'y', ord(nl));
  writeln('''quoted''', #39)
end.
