{ test: iso 6.8.3.4 accept
expect:
| FALSE FALSE no a
| FALSE  TRUE no a
|  TRUE FALSE a alone
|  TRUE  TRUE both!?
fpc: agrees
}
program IfStatements(output);
{ An else belongs to the nearest if that has none. }
var a, b: boolean;
begin
  for a := false to true do
    for b := false to true do begin
      write(a:6, b:6, ' ');
      if a then if b then write('both') else write('a alone');
      if a then begin if b then write('!') end else write('no a');
      if not a then else if b then write('?');
      writeln
    end
end.
