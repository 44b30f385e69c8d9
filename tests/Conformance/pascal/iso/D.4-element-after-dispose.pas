{ test: iso D.4 error
expect:
|2
trap: memory
trap-at: 14
fpc: differs it goes on
}
program ElementAfterDispose(output);
type link = ^integer;
var a: array [1..3] of link; calls: integer;
function next: integer;
begin calls := calls + 1; next := calls end;
procedure show(p: link);
begin writeln(p^ : 1) end;
begin
  calls := 0;
  new(a[1]); new(a[2]); a[2]^ := 2;
  dispose(a[next]); show(a[2]);
  show(a[1])
end.
