{ test: iso 6.8.3.10 accept
expect:
|ada 10 12 1815 7 1 100
|1 2 3 3
|70 8
|1816 11 1815
|ad! 70
fpc: agrees
}
program WithStatements(output);
type date = record d, m, y: integer end;
     person = record name: packed array [1..3] of char; born: date; n: integer end;
     ref = ^person;
var p, q: person; list: array [1..3] of date; r: ref; i, y, n: integer;
begin
  y := 1; n := 100;
  with p, born do begin
    name := 'ada'; d := 10; m := 12; y := 1815; n := 7
  end;
  writeln(p.name, p.born.d:3, p.born.m:3, p.born.y:5, p.n:2, y:2, n:4);
  { the record is found once, at the start }
  i := 2;
  with list[i] do begin d := 1; i := 3; m := 2; y := 3 end;
  writeln(list[2].d:1, list[2].m:2, list[2].y:2, i:2);
  { the innermost with comes first }
  q := p;
  with p do with q do n := 8;
  with q, p do n := n * 10;
  writeln(p.n:1, q.n:2);
  new(r); r^ := p;
  with r^, born do begin y := y + 1; born.m := m - 1 end;
  writeln(r^.born.y:1, r^.born.m:3, p.born.y:5);
  with r^ do begin r := nil; name[3] := '!'; writeln(name, n:3) end
end.
