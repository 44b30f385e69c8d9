{ The Mandelbrot set in text: the slower a point escapes, the denser its character. }
program mandelbrot(output);

const
  Width = 78;
  Height = 32;
  Left = -2.2;
  Right = 0.8;
  Bottom = -1.2;
  Top = 1.2;
  Limit = 500;
  Shades = ' .,:;-=+*oO%#@';      { the last one is the set itself }

{ How many steps of z := z*z + c take z out of the circle of radius 2; Limit when none do. }
function steps(re, im: real): integer;
var
  x, y, t: real;
  n: integer;
begin
  x := 0;
  y := 0;
  n := 0;
  while (x * x + y * y <= 4) and (n < Limit) do
  begin
    t := x * x - y * y + re;
    y := 2 * x * y + im;
    x := t;
    inc(n)
  end;
  steps := n
end;

{ The shade doubles its distance with each character: detail lies where escape is slow. }
function shade(n: integer): char;
var
  i, reach: integer;
begin
  if n >= Limit then
    shade := Shades[length(Shades)]
  else
  begin
    i := 1;
    reach := 2;
    while (n > reach) and (i < length(Shades) - 1) do
    begin
      inc(i);
      inc(reach, 1 + reach div 4)
    end;
    shade := Shades[i]
  end
end;

var
  row, column, inside: integer;
  c: char;

begin
  inside := 0;
  for row := 0 to Height - 1 do
  begin
    for column := 0 to Width - 1 do
    begin
      c := shade(steps(
        Left + (Right - Left) * column / (Width - 1),
        Top - (Top - Bottom) * row / (Height - 1)));
      if c = Shades[length(Shades)] then
        inc(inside);
      write(c)
    end;
    writeln
  end;
  writeln('area: about ', inside / (Width * Height) * (Right - Left) * (Top - Bottom): 0: 2)
end.
