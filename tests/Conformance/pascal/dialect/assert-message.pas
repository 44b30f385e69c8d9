{ test: dialect assert error
expect:
|before
trap: assertion
trap-at: 11
fpc: differs exits with status 227, in its own words
}
program AssertMessage;
begin
  writeln('before');
  assert(1 + 1 = 3, 'the sum is wrong');
  writeln('after')
end.
