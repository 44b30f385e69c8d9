{ test: iso 6.4.3.3 accept
expect:
|0  0.00 -1.0
|1 12.00 -2.0
|2  1.50 -3.0
|3  0.00 -4.0
|5-
|#
fpc: agrees
}
program Variants(output);
type shape = (point, circle, box, line);
     figure = record
       x, y: real;
       case kind: shape of
         point: ();
         circle: (radius: real);
         box, line: (dx, dy: real;
                     case filled: boolean of
                       true: (colour: 0..7);
                       false: (style: char))
     end;
var f: array [1..4] of figure; i: integer;
function area(var f: figure): real;
begin
  case f.kind of
    point, line: area := 0;
    circle: area := 3.0 * sqr(f.radius);
    box: area := f.dx * f.dy
  end
end;
begin
  for i := 1 to 4 do begin f[i].x := i; f[i].y := -i end;
  f[1].kind := point;
  f[2].kind := circle; f[2].radius := 2.0;
  with f[3] do begin
    kind := box; dx := 3.0; dy := 0.5; filled := true; colour := 5
  end;
  f[4].kind := line; f[4].dx := 1; f[4].dy := 2; f[4].filled := false; f[4].style := '-';
  for i := 1 to 4 do writeln(ord(f[i].kind):1, area(f[i]):6:2, f[i].y:5:1);
  writeln(f[3].colour:1, f[4].style);
  f[3].filled := false; f[3].style := '#';
  writeln(f[3].style)
end.
