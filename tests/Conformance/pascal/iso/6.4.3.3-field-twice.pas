{ test: iso 6.4.3.3 reject
error-at: 10
fpc: differs reports another line
}
program FieldTwice(output);
type r = record
       a, b: integer;
       case boolean of
         true: (c: char);
         false: (d, a: real)
     end;
begin
  writeln('x')
end.
