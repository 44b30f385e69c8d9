{ test: iso 6.8.3.1 accept
expect:
|e123|
fpc: agrees
}
program Sequences(output);
var i, j: integer;
begin
  i := 0;
  while i < 3 do begin
    i := i + 1;
    repeat
      i := i + 1;
      if odd(i) then for j := 1 to i do write(j:1) else write('e')
    until i > 2;
    write('|')
  end;
  writeln
end.
