{ test: dialect textfiles accept
expect:
|15
|1:123 2:0 3:45 4:0 
fpc: agrees
}
program SeekEofTest;
var f: text; n, s, l: integer;
begin
  assign(f, 'numbers.tmp'); rewrite(f);
  writeln(f, ' 1 2  3   '); writeln(f, '   '); writeln(f, '4 5'); writeln(f, '  '); close(f);
  reset(f); s := 0; while not seekeof(f) do begin read(f, n); s := s + n end; writeln(s); close(f);
  reset(f); l := 0;
  while not eof(f) do begin s := 0; while not seekeoln(f) do begin read(f, n); s := s * 10 + n end; readln(f); inc(l); write(l, ':', s, ' ') end;
  writeln; close(f); erase(f)
end.
