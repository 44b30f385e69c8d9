{ test: dialect bits accept
expect:
|3 7 1 13 12 5
|TRUE TRUE
fpc: agrees
}
program BitPrecedence;
var a, b, c: integer;
begin
  a := 6; b := 3; c := 1;
  writeln(a and b + c, ' ', a or b * c, ' ', not a and b, ' ', a shl 1 + c, ' ', a + b shl 1, ' ', a xor b or c);
  writeln((a and b = 2) and (c < 2), ' ', not (a > b) or (c = 1))
end.
