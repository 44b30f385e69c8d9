{ test: iso 6.10 accept
expect:
|3
fpc: agrees
}
program Free(output);
{ The program's name has no meaning inside it and may be declared. }
var free: integer;
begin
  free := 3;
  writeln(free:1)
end.
