{ test: iso 6.7.3 reject
error-at: 11
fpc: differs accepts it
}
program IndexResult(output);
type p = ^integer;
function f: p;
var q: p;
begin new(q); q^ := 1; f := q end;
begin
  writeln(f^:1)
end.
