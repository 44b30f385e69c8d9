{ test: dialect strings accept
expect:
|Ada Lovela 36 Ada Lovela@x ada Lovela 200
|1: Ada Lovela
|2: ada Lovela
|10 11
fpc: agrees
}
program StringsInRecords;
type person = record name: string[10]; age: byte; mail: string end;
var p, q: person; f: file of person; i: integer;
begin
  p.name := 'Ada Lovelace'; p.age := 36; p.mail := p.name + '@x';
  q := p; q.name[1] := 'a'; q.age := 200;
  writeln(p.name, ' ', p.age, ' ', p.mail, ' ', q.name, ' ', q.age);
  assign(f, 'people.tmp'); rewrite(f); write(f, p, q);
  reset(f); i := 0;
  while not eof(f) do begin read(f, p); inc(i); writeln(i, ': ', p.name) end;
  close(f); erase(f);
  with q do writeln(length(name), ' ', pos('@', mail))
end.
