{ test: iso 6.6.5.3 accept
expect:
|6  37r
|5
|freed
fpc: agrees
}
program NewTags(output);
type shape = (circle, square, blob);
     ref = ^figure;
     figure = record
       id: integer;
       case kind: shape of
         circle: (r: integer);
         square: (side: integer;
                  case filled: boolean of true: (colour: char); false: ());
         blob: (n: 0..9)
     end;
var a, b, c: ref;
begin
  new(a, circle); new(b, square, true); new(c);
  a^.id := 1; a^.kind := circle; a^.r := 10;
  b^.id := 2; b^.kind := square; b^.side := 20; b^.filled := true; b^.colour := 'r';
  c^.id := 3; c^.kind := blob; c^.n := 7;
  writeln(a^.id + b^.id + c^.id:1, a^.r + b^.side + c^.n:4, b^.colour);
  c^.kind := circle; c^.r := 5; writeln(c^.r:1);
  dispose(a, circle); dispose(b, square, true); dispose(c);
  writeln('freed')
end.
