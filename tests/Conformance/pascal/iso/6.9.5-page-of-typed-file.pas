{ test: iso 6.9.5 reject
error-at: 9
fpc: agrees
}
program PageTyped(output);
var f: file of integer;
begin
  rewrite(f);
  page(f)
end.
