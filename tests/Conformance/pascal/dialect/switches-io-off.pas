{ test: dialect switches accept
expect:
|no file
|2 0
|5
fpc: agrees
}
program IoOff;
var f: text; n: integer;
begin
{$I-}
  assign(f, 'nothing-here.tmp'); reset(f);
  if ioresult <> 0 then writeln('no file');
  reset(f); writeln(f, 'ignored while an error is pending'); n := ioresult; writeln(n, ' ', ioresult);
{$I+}
  rewrite(f); writeln(f, 5); reset(f); read(f, n); close(f); erase(f); writeln(n)
end.
