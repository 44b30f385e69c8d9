{ test: dialect errors reject
error-at: 12
error-at: 13
error-at: 14
error-at: 15
error-at: 18
fpc: agrees
}
program Several;
var i: integer; s: string; b: boolean;
begin
  i := 'text';
  b := i + 1;
  undefined := 3;
  s := 5;
  i := 7;
  writeln(i, s, b);
  missing(i)
end.
