{ test: iso 6.2.1 accept
expect:
|60
fpc: agrees
}
program Parts(output);
{ label, const, type, var, routines: each part at most once, in this order. }
label 1;
const n = 4;
type index = 1..n;
     row = array [index] of integer;
var i: index; sum: integer; r: row;

function scaled(x: integer): integer;
  label 2;
  const factor = 3;
  type small = 0..1000;
  var s: small;
  procedure add;
  begin s := s + x end;
begin
  s := 0;
2: add;
  if s < factor * x then goto 2;
  scaled := s
end;

procedure nothing; begin end;

begin
  sum := 0;
  for i := 1 to n do r[i] := scaled(i);
1: for i := 1 to n do sum := sum + r[i];
  nothing;
  if sum < 50 then goto 1;
  writeln(sum:1)
end.
