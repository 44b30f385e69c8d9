{ test: dialect mistakes reject
error-at: 6
fpc: differs it names the next line
}
program P;
procedure show;
  writeln('x');
end;
begin
  show
end.
