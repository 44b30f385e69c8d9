{ test: dialect sets error
expect:
|9
|10
trap: set
trap-at: 14
fpc: agrees
}
program SetMember;
var s: set of 1..10; i: integer;
begin
  s := [];
  for i := 9 to 12 do begin
    include(s, i);
    writeln(i)
  end
end.
