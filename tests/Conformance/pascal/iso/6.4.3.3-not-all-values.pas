{ test: iso 6.4.3.3 reject
error-at: 7
fpc: differs accepts it
}
program NotAll(output);
type k = (one, two, three);
     r = record case k of one: (a: integer); two: (b: char) end;
begin
  writeln('every value of the tag type must have its variant')
end.
