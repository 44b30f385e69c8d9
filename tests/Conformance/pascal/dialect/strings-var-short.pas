{ test: dialect strings accept
expect:
|second first
|second 6 secondfirst
|s.s. X.s.
fpc: agrees
}
program VarShort;
{ Strings of several lengths through value, const and var parameters. }
type name = string[6];
var a, b: name; s: string;
procedure exchange(var x, y: name); var t: name; begin t := x; x := y; y := t end;
function initials(a: name; const b: string): string;
begin initials := a[1] + '.' + b[1] + '.' end;
begin
  a := 'first'; b := 'second and more'; exchange(a, b); writeln(a, ' ', b);
  s := a; s := s + b; b := s; writeln(b, ' ', length(b), ' ', s);
  writeln(initials(a, s), ' ', initials('Xy', b + 'z'))
end.
