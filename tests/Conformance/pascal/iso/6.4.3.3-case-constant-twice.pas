{ test: iso 6.4.3.3 reject
error-at: 11
fpc: differs accepts it
}
program CaseTwice(output);
type k = (one, two, three);
     r = record
       case k of
         one: (a: integer);
         two, three: (b: char);
         one: (c: real)
     end;
begin
  writeln('x')
end.
