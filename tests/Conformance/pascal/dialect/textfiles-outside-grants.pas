{ test: dialect textfiles error
expect:
|trying
trap: io
trap-at: 14
fpc: differs has no sandbox
}
program Outside;
{ Nothing above the granted directory can be seen. }
var f: text; s: string;
begin
  assign(f, '../../../../../../../../etc/passwd');
  writeln('trying');
  reset(f);
  readln(f, s); writeln('escaped')
end.
