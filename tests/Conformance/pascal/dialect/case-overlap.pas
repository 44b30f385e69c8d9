{ test: dialect case reject
error-at: 11
fpc: agrees
}
program CaseOverlap;
var i: integer;
begin
  i := 1;
  case i of
    1..5: writeln('a');
    5..7: writeln('b')
  end
end.
