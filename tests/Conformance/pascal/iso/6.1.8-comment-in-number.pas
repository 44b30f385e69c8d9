{ test: iso 6.1.8 reject
error-at: 8
fpc: agrees
}
program CommentInside(output);
var i: integer;
begin
  i := 12{comment}34;
  writeln(i:1)
end.
