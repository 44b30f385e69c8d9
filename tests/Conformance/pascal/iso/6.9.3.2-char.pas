{ test: iso 6.9.3.2 accept
expect:
|[q][q][   q]
|* *  *   *    *
fpc: agrees
}
program WriteChar(output);
var c: char; i: integer;
begin
  c := 'q';
  write('[', c, ']', '[', c:1, ']', '[', c:4, ']'); writeln;
  for i := 1 to 5 do write('*':i); writeln
end.
