{ test: dialect assert accept
expect:
|ok
fpc: agrees
}
{$C+}
program AssertPasses;
var i: integer;
begin
  i := 3; assert(i = 3); assert(i < 5, 'small');
  writeln('ok')
end.
