{ test: dialect nested accept
expect:
|28 112123///
|18 123/
|112123///123/
fpc: agrees
}
program Nested;
var log: string;
procedure outer(n: integer);
var a: integer; s: string;
  procedure middle(m: integer);
  var b: integer;
    function inner(k: integer): integer;
    begin
      inc(a, k); inc(b);
      if k > 1 then result := inner(k - 1) + b else result := b;
      s := s + chr(ord('0') + k)
    end;
  begin
    b := m;
    a := a + inner(m);
    if m < 3 then middle(m + 1);
    s := s + '/'
  end;
begin
  a := 0; s := '';
  middle(n);
  writeln(a, ' ', s);
  log := log + s
end;
begin
  log := '';
  outer(1); outer(3);
  writeln(log)
end.
