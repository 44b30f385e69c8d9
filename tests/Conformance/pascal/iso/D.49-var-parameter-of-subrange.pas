{ test: iso D.49 error
expect:
|2
|4
trap: range
trap-at: 14
fpc: agrees
}
program VarSubrange(output);
type small = 1..5;
var s: small;
procedure double(var n: small);
begin
  n := n * 2
end;
begin
  s := 1; double(s); writeln(s:1); double(s); writeln(s:1); double(s); writeln('never')
end.
