{ test: dialect case reject
error-at: 11
fpc: agrees
}
program CaseMixed;
var c: char;
begin
  c := 'a';
  case c of
    'a': writeln('a');
    1: writeln('b')
  end
end.
