{ test: dialect case reject
error-at: 10
fpc: agrees
}
program CaseReversed;
var i: integer;
begin
  i := 1;
  case i of
    5..1: writeln('a');
    6: writeln('b')
  end
end.
