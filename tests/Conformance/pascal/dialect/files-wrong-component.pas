{ test: dialect files reject
error-at: 10
fpc: agrees
}
program WrongComponent;
var f: file of integer; r: real;
begin
  assign(f, 'x.tmp'); rewrite(f);
  r := 1;
  write(f, r)
end.
