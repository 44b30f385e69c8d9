{ test: iso 6.5.5 accept
expect:
|1b2cFALSE
|TRUE
|xyTRUE[ ]
|12345
fpc: differs the buffer variable of a text shows the line feed and loses what is put
}
program Buffers(output);
type rec = record k: integer; v: array [1..2] of char end;
var f: file of rec; t: text; g: file of integer; n: integer;
procedure bump(var i: integer);
begin i := i + 1 end;
begin
  rewrite(f);
  f^.k := 1; f^.v[1] := 'a'; f^.v[2] := 'b'; put(f);
  f^.k := 2; f^.v[1] := 'c'; f^.v[2] := 'd'; put(f);
  reset(f);
  write(f^.k:1, f^.v[2]); get(f);
  writeln(f^.k:1, f^.v[1], eof(f));
  get(f); writeln(eof(f));
  rewrite(t); t^ := 'x'; put(t); t^ := succ('x'); put(t); writeln(t);
  reset(t); write(t^); get(t); write(t^); get(t); writeln(eoln(t), '[', t^, ']');
  rewrite(g); n := 0;
  while n < 5 do begin g^ := n; bump(g^); n := g^; put(g) end;
  reset(g); n := 0;
  while not eof(g) do begin n := n * 10 + g^; get(g) end;
  writeln(n:1)
end.
