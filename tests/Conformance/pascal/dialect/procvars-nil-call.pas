{ test: dialect procvars error
trap: badcall
trap-at: 13
fpc: differs does not detect it
}
program NilCall;
type plain = procedure;
procedure hello; begin writeln('hello') end;
var p: plain;
begin
  p := @hello; p();
  p := nil;
  p();
  writeln('never')
end.
