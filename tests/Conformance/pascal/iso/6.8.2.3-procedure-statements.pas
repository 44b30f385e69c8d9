{ test: iso 6.8.2.3 accept
expect:
|6
|67
|
fpc: agrees
}
program ProcStatements(output);
var n: integer;
procedure bump; begin n := n + 1 end;
procedure times(k: integer; procedure p);
begin while k > 0 do begin p; k := k - 1 end end;
procedure order(a, b: integer; var c: integer);
begin c := a * 10 + b end;
begin
  n := 0;
  bump; times(5, bump);
  writeln(n:1);
  order(n, n + 1, n); writeln(n:1);
  writeln
end.
