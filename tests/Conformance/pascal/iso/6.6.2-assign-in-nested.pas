{ test: iso 6.6.2 accept
expect:
|-1 700
fpc: agrees
}
program AssignNested(output);
{ A procedure inside the function may give its result. }
function search(limit: integer): integer;
var i: integer;
  procedure found(n: integer);
  begin search := n * 100 end;
begin
  search := -1;
  for i := 1 to limit do if i * i = 49 then found(i)
end;
begin
  writeln(search(5):1, search(10):4)
end.
