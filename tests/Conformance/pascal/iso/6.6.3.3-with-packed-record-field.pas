{ test: iso 6.6.3.3 reject
error-at: 11
fpc: differs accepts it
}
program PackedField(output);
var r: packed record a, b: integer end;
procedure bump(var n: integer);
begin n := n + 1 end;
begin
  r.a := 1;
  with r do bump(a);
  writeln(r.a:1)
end.
