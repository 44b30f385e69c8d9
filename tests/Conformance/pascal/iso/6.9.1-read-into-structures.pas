{ test: iso 6.9.1 accept
input:
|3 1 2 3
|4 10 20 30 40
|x1 y2
expect:
|43 x1y2TRUE
fpc: agrees
}
program ReadInto(input, output);
type rec = record n: integer; v: array [1..5] of integer; c: char; s: 0..9 end;
var r: array [1..2] of rec; i, j: integer; p: ^rec;
begin
  for i := 1 to 2 do begin
    with r[i] do begin read(n); for j := 1 to n do read(v[j]) end;
    readln
  end;
  new(p); read(p^.c, p^.s); read(r[1].c); readln(r[1].c, r[1].s);
  writeln(r[1].v[3] + r[2].v[4]:1, ' ', p^.c, p^.s:1, r[1].c, r[1].s:1, eof)
end.
