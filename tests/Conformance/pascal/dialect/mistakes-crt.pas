{ test: dialect mistakes reject
error-at: 7
says: there is no unit 'crt'
fpc: differs fpc has it
}
program P;
uses crt;
begin
  clrscr;
  gotoxy(1, 1);
  writeln('hello')
end.
