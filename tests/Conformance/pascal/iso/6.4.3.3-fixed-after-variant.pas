{ test: iso 6.4.3.3 reject
error-at: 10
fpc: agrees
}
program FixedAfter(output);
type r = record
       case tag: boolean of
         true: (a: integer);
         false: (b: char);
       c: real
     end;
begin
  writeln('x')
end.
