{ test: iso 6.6.3.3 reject
error-at: 11
fpc: differs accepts it
}
program PackedComponent(output);
var s: packed array [1..5] of char;
procedure upper(var c: char);
begin c := 'X' end;
begin
  s := 'hello';
  upper(s[1]);
  writeln(s)
end.
