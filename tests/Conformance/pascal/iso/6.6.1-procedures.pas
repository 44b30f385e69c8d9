{ test: iso 6.6.1 accept
expect:
|odd said no
|even said yes
|40
fpc: agrees
}
program Procedures(output);
var total: integer;
procedure empty;
begin
end;
procedure count(n: integer);
  procedure inner(m: integer);
    procedure deepest;
    begin total := total + n * m end;
  begin
    if m > 0 then begin deepest; inner(m - 1) end
  end;
begin
  inner(n)
end;
procedure even(n: integer); forward;
procedure odd(n: integer);
begin
  if n = 0 then writeln('odd said no') else even(n - 1)
end;
procedure even;
begin
  if n = 0 then writeln('even said yes') else odd(n - 1)
end;
begin
  total := 0;
  empty; count(4); empty; even(5); odd(5);
  writeln(total:1)
end.
