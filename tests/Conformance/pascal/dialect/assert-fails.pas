{ test: dialect assert error
expect:
|first
trap: assertion
trap-at: 14
fpc: agrees
}
{$C+}
program AssertFails;
var i: integer;
begin
  i := 3; assert(i = 3, 'three');
  writeln('first');
  assert(i = 4, 'i must be four');
  writeln('never')
end.
