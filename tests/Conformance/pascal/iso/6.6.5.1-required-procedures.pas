{ test: iso 6.6.5.1 accept
expect:
| 11  TRUE 22 FALSE 33 FALSE
|done
fpc: agrees
}
program RequiredProcs(output);
type link = ^item; item = record n: integer; next: link end;
var f: file of link; p, q: link; i: integer;
begin
  rewrite(f);
  q := nil;
  for i := 1 to 3 do begin
    new(p); p^.n := i * 11; p^.next := q; q := p;
    write(f, p)
  end;
  reset(f);
  while not eof(f) do begin
    write(f^^.n:3, f^^.next = nil:6);
    get(f)
  end;
  writeln;
  while q <> nil do begin p := q; q := q^.next; dispose(p) end;
  writeln('done')
end.
