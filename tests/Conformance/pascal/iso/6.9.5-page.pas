{ test: iso 6.9.5 accept
expect:
|3o
fpc: differs writes the form feed to the standard output
}
program PageProcedure(output);
var f: text; n: integer; c: char;
begin
  rewrite(f); writeln(f, 'one'); page(f); writeln(f, 'two');
  reset(f); readln(f); n := 0; c := ' ';
  while not eoln(f) do begin read(f, c); if c in ['a'..'z'] then n := n + 1 end;
  writeln(n:1, c)
end.
