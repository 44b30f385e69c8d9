{ test: dialect mistakes reject
error-at: 10
says: 'try' isn't part of this Pascal
fpc: differs fpc has them
}
program P;
var a: integer;
begin
  a := 1;
  try
    a := a div 0
  except
    writeln('oops')
  end;
  writeln(a)
end.
