{ test: iso 6.6.3.3 accept
expect:
| 3 2 1
| 4 3 2 1
| 1
fpc: agrees
}
program TextParams(input, output);
var log: text;
procedure report(var f: text; n: integer);
begin if n > 0 then begin write(f, n:2); report(f, n - 1) end else writeln(f) end;
procedure copy(var a, b: text);
var c: char;
begin
  reset(a);
  while not eof(a) do begin
    while not eoln(a) do begin read(a, c); write(b, c) end;
    readln(a); writeln(b)
  end
end;
begin
  report(output, 3);
  rewrite(log); report(log, 4); report(log, 1); copy(log, output)
end.
