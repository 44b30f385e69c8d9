{ test: dialect mistakes reject
error-at: 11
fpc: differs it dereferences
}
program P;
type link = ^node;
     node = record value: integer; next: link end;
var p: link;
begin
  new(p);
  p.value := 1;
  writeln(p^.value)
end.
