{ test: dialect cmdline accept
args: one two three
expect:
|three two one 
fpc: agrees
}
program Echo;
var i: integer; s: string;
begin
  s := '';
  for i := paramcount downto 1 do s := s + paramstr(i) + ' ';
  writeln(s);
  if paramcount <> 3 then halt(1)
end.
