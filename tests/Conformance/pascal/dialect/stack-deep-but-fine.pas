{ test: dialect stack accept
expect:
|20000
fpc: agrees
}
program DeepFine;
var deepest: integer;
procedure down(n: integer);
begin if n > deepest then deepest := n; if n < 20000 then down(n + 1) end;
begin deepest := 0; down(1); writeln(deepest) end.
