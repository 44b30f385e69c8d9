{ test: iso 6.2.3 accept
expect:
| 401 302 203 104
|4
fpc: agrees
}
program Activations(output);
{ Each activation has its own variables, and a procedure that is passed
  along keeps the activation it was born in. }
var calls: integer;

procedure walk(level: integer; procedure up(n: integer));
var mine: integer;
  procedure report(n: integer);
  begin
    write(' ', mine + n:1);
    if level > 1 then up(n + 1)
  end;
begin
  calls := calls + 1;
  mine := 100 * level;
  if level < 4 then walk(level + 1, report)
  else begin report(1); writeln end;
  mine := mine + 1
end;

procedure dummy(n: integer);
begin writeln('dummy', n) end;

begin
  calls := 0;
  walk(1, dummy);
  writeln(calls:1)
end.
