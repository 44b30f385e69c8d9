{ test: dialect pointers error
expect:
|4
trap: nil
trap-at: 13
fpc: agrees
}
program NilError;
type rec = record a, b: integer end; prec = ^rec;
var p: prec; i: integer;
procedure show(p: prec);
begin
  writeln(p^.b)
end;
begin
  new(p); p^.b := 4;
  for i := 1 to 2 do begin show(p); dispose(p); p := nil end
end.
