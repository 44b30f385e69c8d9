{ test: iso 6.2.2 accept
expect:
|inner TRUE 2
|other f 2.5 o 2
|other w 7.0 o 2
|outer o
|main 10 1
fpc: agrees
}
program Scopes(output);
const c = 1;
var x: integer;
procedure outer;
const c = 2;
var x: char;
  procedure inner;
  var x: boolean;
  begin
    x := c = 2;
    writeln('inner ', x, ' ', c:1)
  end;
  procedure other;
  type rec = record c: char; x: real end;
  var r: rec;
  begin
    { field names have a region of their own, which with opens }
    r.c := 'f'; r.x := 2.5;
    writeln('other ', r.c, r.x:4:1, ' ', x, c:2);
    with r do begin c := 'w'; x := 7 end;
    writeln('other ', r.c, r.x:4:1, ' ', x, c:2)
  end;
begin
  x := 'o';
  inner; other;
  writeln('outer ', x)
end;
begin
  x := 10;
  outer;
  writeln('main ', x:1, ' ', c:1)
end.
