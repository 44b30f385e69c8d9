{ test: iso 6.5.5 accept
input:
|12abc, 7
|  x
expect:
|12|abc|7TRUE
|xTRUETRUE
|TRUE
fpc: differs the buffer variable shows the line feed
}
program InputBuffer(input, output);
{ input^ looks ahead by one character. }
var n: integer; c: char;
procedure number(var n: integer);
begin
  n := 0;
  while input^ in ['0'..'9'] do begin
    n := n * 10 + ord(input^) - ord('0');
    get(input)
  end
end;
begin
  number(n); write(n:1, '|');
  while input^ <> ',' do begin write(input^); get(input) end;
  get(input); while input^ = ' ' do get(input);
  number(n); writeln('|', n:1, eoln);
  readln;
  while input^ = ' ' do get(input);
  read(c); writeln(c, eoln, input^ = ' ');
  get(input); writeln(eof)
end.
