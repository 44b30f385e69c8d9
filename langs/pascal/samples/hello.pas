{ The first program: it greets whoever is named on the command line, or the world. }
program hello(output);

var
  i: integer;

begin
  if paramcount = 0 then
    writeln('Hello, world!')
  else
    for i := 1 to paramcount do
      writeln('Hello, ', paramstr(i), '!')
end.
