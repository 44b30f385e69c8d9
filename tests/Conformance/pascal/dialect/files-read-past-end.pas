{ test: dialect files accept
expect:
|10 0
|20 0
|100
fpc: agrees
}
program PastEnd;
var f: file of integer; i, n: integer;
begin
  assign(f, 'past.tmp'); rewrite(f); write(f, 10, 20); reset(f);
  {$I-}
  for i := 1 to 3 do begin n := 0; read(f, n); writeln(n, ' ', ioresult) end;
  {$I+}
  close(f); erase(f)
end.
