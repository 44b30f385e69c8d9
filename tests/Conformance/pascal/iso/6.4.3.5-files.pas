{ test: iso 6.4.3.5 accept
expect:
|pt1(1,1) pt2(2,4) pt3(3,9) pt4(4,16) pt5(5,25) 
|  2.928968
fpc: agrees
}
program Files(output);
type point = record x, y: integer; name: packed array [1..3] of char end;
     points = file of point;
var f: points; g: file of real; p: point; i: integer; sum: real;
begin
  rewrite(f);
  for i := 1 to 5 do begin
    p.x := i; p.y := i * i; p.name := 'pt0'; p.name[3] := chr(ord('0') + i);
    write(f, p)
  end;
  reset(f);
  while not eof(f) do begin
    write(f^.name, '(', f^.x:1, ',', f^.y:1, ') ');
    get(f)
  end;
  writeln;
  rewrite(g);
  for i := 1 to 10 do begin g^ := 1 / i; put(g) end;
  reset(g); sum := 0;
  while not eof(g) do begin sum := sum + g^; get(g) end;
  writeln(sum:10:6)
end.
