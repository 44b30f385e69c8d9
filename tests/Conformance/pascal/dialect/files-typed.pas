{ test: dialect files accept
expect:
|5 5
|3 item3  3.75 3
|120 6
|3 TRUE
|100
|1 2 3 4 5 -6 7 8 9 10 
fpc: agrees
}
program TypedFiles;
type rec = record id: integer; name: string[10]; price: real end;
var f: file of rec; r: rec; i: integer; g: file of integer;
begin
  assign(f, 'typed.tmp'); rewrite(f);
  for i := 1 to 5 do begin r.id := i; r.name := 'item' + chr(ord('0') + i); r.price := i * 1.25; write(f, r) end;
  writeln(filesize(f), ' ', filepos(f));
  seek(f, 2); read(f, r); writeln(r.id, ' ', r.name, r.price:6:2, ' ', filepos(f));
  seek(f, 0); r.id := 100; write(f, r); seek(f, filesize(f)); r.id := 6; write(f, r);
  close(f);
  reset(f); i := 0; while not eof(f) do begin read(f, r); i := i + r.id end; writeln(i, ' ', filesize(f));
  seek(f, 3); truncate(f); writeln(filesize(f), ' ', eof(f)); close(f);
  rename(f, 'renamed.tmp'); assign(f, 'renamed.tmp'); reset(f); read(f, r); writeln(r.id); close(f); erase(f);
  assign(g, 'ints.tmp'); rewrite(g); for i := 1 to 10 do write(g, i); seek(g, 5); i := -6; write(g, i);
  reset(g); while not eof(g) do begin read(g, i); write(i, ' ') end; writeln; close(g); erase(g)
end.
