{ test: iso D.36 error
expect:
|-2147483647
trap: conversion
trap-at: 13
fpc: differs does not detect it
}
program RoundError(output);
var x: real;
begin
  x := -2147483646.6; writeln(round(x):1);
  x := 2147483647.5;
  writeln(round(x):1)
end.
