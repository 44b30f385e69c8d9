{ test: dialect mistakes reject
error-at: 7
says: 'sting' isn't declared
fpc: agrees
}
program P;
var s: sting;
begin
  s := 'a';
  writeln(s)
end.
