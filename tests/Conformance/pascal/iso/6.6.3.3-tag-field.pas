{ test: iso 6.6.3.3 reject
error-at: 11
fpc: differs accepts it
}
program TagField(output);
var r: record case b: boolean of true: (i: integer); false: (c: char) end;
procedure flip(var b: boolean);
begin b := not b end;
begin
  r.b := true;
  flip(r.b);
  writeln(r.b)
end.
