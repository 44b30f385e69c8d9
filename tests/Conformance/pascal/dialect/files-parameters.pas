{ test: dialect files accept
expect:
|f: 55
|g: 10
|inside: 7TRUE
fpc: agrees
}
program FileParams;
type ints = file of integer;
var f, g: ints; t: text; s: string;
procedure fill(var f: ints; n: integer);
begin rewrite(f); while n > 0 do begin write(f, n); dec(n) end end;
function total(var f: ints): integer;
var i: integer;
begin reset(f); result := 0; while not eof(f) do begin read(f, i); result := result + i end; close(f) end;
procedure report(var t: text; const what: string; n: integer);
begin writeln(t, what, ': ', n) end;
begin
  assign(f, 'f.tmp'); assign(g, 'g.tmp'); fill(f, 10); fill(g, 4);
  report(output, 'f', total(f)); report(output, 'g', total(g));
  assign(t, 't.tmp'); rewrite(t); report(t, 'inside', 7); close(t);
  reset(t); readln(t, s); writeln(s, eof(t)); close(t);
  erase(f); erase(g); erase(t)
end.
