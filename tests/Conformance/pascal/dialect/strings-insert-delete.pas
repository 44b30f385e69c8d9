{ test: dialect strings accept
expect:
|Pascal
|Turbo Pascal
|Turbo Pascal!
|Turbo Pascal!
|Pascal!
|Pascal
|Pascal
|[]
|ab12345c 8
fpc: agrees
}
program StringsInsertDelete;
var s: string; u: string[8];
begin
  s := 'Pasal'; insert('c', s, 4); writeln(s);
  insert('Turbo ', s, 1); writeln(s);
  insert('!', s, 100); writeln(s);
  insert('', s, 3); writeln(s);
  delete(s, 1, 6); writeln(s);
  delete(s, 7, 10); writeln(s);
  delete(s, 3, 0); delete(s, 20, 2); writeln(s);
  delete(s, 1, 255); writeln('[', s, ']');
  u := 'abcdef'; insert('12345', u, 3); writeln(u, ' ', length(u))
end.
