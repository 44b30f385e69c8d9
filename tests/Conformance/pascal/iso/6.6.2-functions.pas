{ test: iso 6.6.2 accept
expect:
|21  57.66504
|1 e TRUE FALSE
|12
fpc: agrees
}
program Functions(output);
type colour = (red, green, blue);
     ptr = ^integer;
     digit = 0..9;
var p: ptr;
function gcd(a, b: integer): integer;
begin
  if b = 0 then gcd := a else gcd := gcd(b, a mod b)
end;
function power(x: real; n: integer): real;
var r: real;
begin
  r := 1;
  while n > 0 do begin
    if odd(n) then r := r * x;
    x := sqr(x); n := n div 2
  end;
  power := r
end;
function next(c: colour): colour;
begin
  if c = blue then next := red else next := succ(c)
end;
function boxed(n: integer): ptr;
var p: ptr;
begin new(p); p^ := n; boxed := p end;
function last(n: integer): digit;
begin last := n mod 10 end;
function letter(n: digit): char;
begin letter := chr(ord('a') + n) end;
function prime(n: integer): boolean;
var d: integer;
begin
  prime := n > 1; d := 2;
  while d * d <= n do begin
    if n mod d = 0 then prime := false;
    d := d + 1
  end
end;
begin
  writeln(gcd(1071, 462):1, power(1.5, 10):10:5);
  writeln(ord(next(next(next(green)))):1, ' ', letter(last(1234)), ' ', prime(97), ' ', prime(91));
  p := boxed(12); writeln(p^:1)
end.
