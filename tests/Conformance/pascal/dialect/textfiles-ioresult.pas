{ test: dialect textfiles accept
expect:
|2 0
|TRUE
|0
|106
|105
|103
|2
|TRUE
fpc: agrees
}
program IoResultTest;
var f: text; g: file of integer; n: integer;
begin
  assign(f, 'does-not-exist.tmp');
  {$I-} reset(f); {$I+}
  writeln(ioresult, ' ', ioresult);
  {$I-} append(f); {$I+} n := ioresult; writeln(n <> 0);
  assign(f, 'exists.tmp'); rewrite(f); writeln(f, 'abc'); close(f);
  {$I-} reset(f); {$I+} writeln(ioresult);
  {$I-} readln(f, n); {$I+} writeln(ioresult);
  {$I-} writeln(f, 'x'); {$I+} writeln(ioresult);
  close(f);
  {$I-} close(f); {$I+} writeln(ioresult);
  erase(f);
  {$I-} reset(f); {$I+} writeln(ioresult);
  assign(g, 'no-dir/no-file.tmp');
  {$I-} rewrite(g); {$I+} writeln(ioresult <> 0)
end.
