{ test: dialect reals error
expect:
|9000000000000000000
trap: conversion
trap-at: 13
fpc: agrees
}
program TruncError;
var x: double; q: int64;
begin
  x := 9e18; q := trunc(x); writeln(q);
  x := x * 10;
  q := trunc(x);
  writeln(q)
end.
