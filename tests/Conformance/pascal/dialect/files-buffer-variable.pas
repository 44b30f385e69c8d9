{ test: dialect files accept
expect:
|1 4 9 
|first then more
fpc: differs has no buffer variables outside its ISO mode
}
program BufferVariable;
{ The standard's f^, get and put go with assigned files too. }
var f: file of integer; t: text; i: integer;
begin
  assign(f, 'buffer.tmp'); rewrite(f);
  for i := 1 to 3 do begin f^ := i * i; put(f) end;
  reset(f); while not eof(f) do begin write(f^, ' '); get(f) end; writeln; close(f); erase(f);
  assign(t, 'buffer2.tmp'); rewrite(t); writeln(t, 'first then more'); reset(t);
  while not eoln(t) do begin write(t^); get(t) end; writeln; close(t); erase(t)
end.
