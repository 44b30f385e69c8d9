{ test: iso 6.8.3.2 accept
expect:
|2 1
|inner
fpc: agrees
}
program Compound(output);
var a, b, t: integer;
begin
  a := 1; b := 2;
  begin begin t := a; begin a := b end; end; b := t; end;
  writeln(a:1, b:2);
  begin writeln('inner') end
end.
