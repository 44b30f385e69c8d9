{ test: iso D.39 error
expect:
|FALSE
trap: range
trap-at: 13
fpc: agrees
}
program PredError(output);
var b: boolean;
begin
  b := true;
  b := pred(b); writeln(b);
  b := pred(b);
  writeln(b)
end.
