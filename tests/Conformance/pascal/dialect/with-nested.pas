{ test: dialect with accept
expect:
|Side 9
|Main 5 1000
|p2 200 201 101
|heap-1
fpc: agrees
}
program WithNested;
type addr = record street: string[15]; no: integer end;
     person = record name: string[10]; home, work: addr; next: ^addr end;
var p: person; list: array[1..2] of person; i: integer; no: integer;
begin
  no := 1000;
  with p, home do begin name := 'Ann'; street := 'Main'; no := 5; work.no := 9; work.street := 'Side' end;
  with p.work do writeln(street, ' ', no);
  writeln(p.home.street, ' ', p.home.no, ' ', no);
  for i := 1 to 2 do with list[i] do begin name := 'p' + chr(48 + i); with home do no := i * 100; work := home; inc(work.no) end;
  with list[2] do writeln(name, ' ', home.no, ' ', work.no, ' ', list[1].work.no);
  new(p.next); with p.next^ do begin street := 'heap'; no := -1 end; writeln(p.next^.street, p.next^.no)
end.
