{ test: iso D.50 error
expect:
|7  TRUE
|8  TRUE
trap: set
trap-at: 15
fpc: differs does not detect it
}
program SetAssign(output);
var small: set of 1..8; big: set of 0..31; i: integer;
begin
  big := [];
  for i := 7 to 9 do begin
    big := big + [i];
    small := big;
    writeln(i:1, i in small:6)
  end
end.
