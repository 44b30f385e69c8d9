{ test: dialect openarrays reject
error-at: 9
fpc: agrees
}
program ElementType;
var a: array[1..3] of real;
procedure p(const x: array of integer); begin writeln(high(x)) end;
begin
  p(a)
end.
