{ test: dialect casts accept
expect:
|A65
|22
|FALSE1
|12
|131073
|97 65535 -56
fpc: agrees
}
program Casts;
type day = (mon, tue, wed); rec = record a, b: word end;
var i: integer; c: char; d: day; r: rec; b: boolean;
begin
  c := char(65); i := integer(c) + ord(d = mon) * 0; writeln(c, i);
  d := day(2); writeln(ord(d), integer(d)); b := boolean(0); writeln(b, integer(true));
  i := $00020001; r := rec(i); writeln(r.a, r.b);
  i := longint(r); writeln(i); writeln(byte('a'), ' ', word(-1), ' ', shortint(200))
end.
