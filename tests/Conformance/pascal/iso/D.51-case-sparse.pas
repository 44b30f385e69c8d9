{ test: iso D.51 error
expect:
|0
|2147483647
|77
trap: case
trap-at: 15
fpc: differs does not detect it
}
program CaseSparse(output);
var n: integer;
begin
  n := -1000000;
  while true do begin
    case n of
      -1000000: n := 0;
      0: n := maxint;
      maxint: n := 77
    end;
    writeln(n:1)
  end
end.
