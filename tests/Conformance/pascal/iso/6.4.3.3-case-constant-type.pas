{ test: iso 6.4.3.3 reject
error-at: 9
fpc: differs accepts it
}
program CaseType(output);
type r = record
       case tag: boolean of
         true: (a: integer);
         0: (b: char)
     end;
begin
  writeln('x')
end.
