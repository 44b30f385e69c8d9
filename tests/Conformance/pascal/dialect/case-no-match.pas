{ test: dialect case accept
expect:
|two
|four
fpc: agrees
}
program CaseNoMatch;
{ Without an else, a case that nothing matches does nothing. }
var i: integer;
begin
  for i := 1 to 4 do
    case i of 2: writeln('two'); 4: writeln('four') end
end.
