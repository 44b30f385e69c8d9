{ test: iso D.49 error
expect:
|4
trap: range
trap-at: 12
fpc: agrees
}
program ResultRange(output);
type digit = 0..9;
function last(n: integer): digit;
begin
  last := n - n div 10 * 10
end;
begin
  writeln(last(1234):1);
  writeln(last(-1234):1)
end.
