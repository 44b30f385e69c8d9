{ test: iso 6.9.1 accept
input:
|first line
|
|  third  line
expect:
|first line
|
|  third  line
|3  23
fpc: differs the buffer variable of output is not written
}
program Copy(input, output);
{ The standard's way to copy a text. }
var lines, c: integer;
begin
  lines := 0; c := 0;
  while not eof(input) do begin
    while not eoln(input) do begin output^ := input^; put(output); get(input); c := c + 1 end;
    readln(input); writeln(output);
    lines := lines + 1
  end;
  writeln(lines:1, c:4)
end.
