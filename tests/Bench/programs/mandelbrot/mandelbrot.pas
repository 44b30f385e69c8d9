program mandelbrot;
const size = {size}1000; limit = 200;
var x, y, n, inside: integer; cr, ci, zr, zi, t: real;
begin
  inside := 0;
  for y := 0 to size - 1 do
  begin
    ci := 2.0 * y / size - 1.0;
    for x := 0 to size - 1 do
    begin
      cr := 2.0 * x / size - 1.5;
      zr := 0; zi := 0; n := 0;
      while (n < limit) and (zr * zr + zi * zi <= 4.0) do
      begin
        t := zr * zr - zi * zi + cr;
        zi := 2.0 * zr * zi + ci;
        zr := t;
        n := n + 1
      end;
      if n = limit then inside := inside + 1
    end
  end;
  writeln(inside)
end.
