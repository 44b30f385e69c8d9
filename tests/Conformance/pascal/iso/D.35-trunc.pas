{ test: iso D.35 error
expect:
|100000000
|1000000000
trap: conversion
trap-at: 14
fpc: differs does not detect it
}
program TruncError(output);
var x: real; i: integer;
begin
  x := 1e8;
  for i := 1 to 3 do begin
    writeln(trunc(x):1);
    x := x * 10
  end
end.
