{ test: dialect mistakes reject
error-at: 7
says: 'begin' expected
fpc: differs it names the next line
}
program P;
var a: integer;

  a := 1;
  writeln(a);
end.
