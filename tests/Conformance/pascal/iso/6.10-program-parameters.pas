{ test: iso 6.10 accept
expect:
|  7 14 21
fpc: differs binds the parameter to the standard output
}
program Params(output, scratch);
{ A program parameter other than input and output is a variable of the program; here an external file. }
var scratch: text; n: integer;
begin
  rewrite(scratch);
  for n := 1 to 3 do writeln(scratch, n * 7:1);
  reset(scratch);
  while not eof(scratch) do begin readln(scratch, n); write(n:3) end;
  writeln
end.
