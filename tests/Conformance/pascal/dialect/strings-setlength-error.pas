{ test: dialect strings error
trap: string
trap-at: 12
fpc: differs does not detect it
}
program SetLengthError;
var s: string[5]; n: integer;
begin
  s := 'abc'; n := 5;
  setlength(s, n); writeln(length(s));
  n := n + 1;
  setlength(s, n);
  writeln(length(s))
end.
