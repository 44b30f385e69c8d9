{ test: iso 6.6.1 accept
expect:
|444 221 106
|x1 674
|454 226 106
|x1 699
|106
fpc: agrees
}
program Levels(output);
var x0: integer;
procedure p1(a1: integer);
var x1: integer;
  procedure p2(var a2: integer);
  var x2: integer;
    procedure p3(a3: integer);
    var x3: integer;
      procedure p4;
      begin
        x3 := x2 + x1 + x0 + a1 + a2 + a3;
        a2 := a2 + 1;
        if a3 > 0 then p3(a3 - 1) else p1(a1 - 1)
      end;
    begin x3 := 0; p4; x2 := x2 + x3; if a3 = 1 then writeln(x2:1, ' ', x3:1, ' ', a2:1) end;
  begin x2 := 1; p3(2); x1 := x1 + x2 end;
begin
  if a1 > 0 then begin x1 := 10 * a1; p2(x0); writeln('x1 ', x1:1) end
end;
begin
  x0 := 100; p1(2); writeln(x0:1)
end.
