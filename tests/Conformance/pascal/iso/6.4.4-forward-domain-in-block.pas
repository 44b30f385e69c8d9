{ test: iso 6.4.4 accept
expect:
|i TRUE
fpc: agrees
}
program ForwardDomain(output);
{ A domain type means the type of this block, even where an outer one of that name is in sight. }
type item = record a: integer end;
procedure p;
type link = ^item;
     item = record b: char; next: link end;
var l: link;
begin
  new(l); l^.b := 'i'; l^.next := nil;
  writeln(l^.b, ' ', l^.next = nil);
  dispose(l)
end;
begin
  p
end.
