{ test: iso 6.5.3.1 accept
expect:
|18 2 .b.! .b..
fpc: agrees
}
program Components(output);
{ Components of components, evaluated where they stand. }
type cell = record owner: 0..3; tags: packed array [1..4] of char end;
     board = array [1..3, 'a'..'c'] of cell;
     store = record boards: array [boolean] of board; count: integer end;
var s: store; p: ^store; i: integer; c: char; b: boolean;
begin
  s.count := 0;
  for b := false to true do
    for i := 1 to 3 do
      for c := 'a' to 'c' do
        with s.boards[b][i, c] do begin
          owner := (i + ord(c)) mod 4;
          tags := '....';
          tags[i] := c;
          s.count := s.count + 1
        end;
  new(p);
  p^ := s;
  p^.boards[true][2]['b'].tags[4] := '!';
  writeln(s.count:1, p^.boards[false][3, 'c'].owner:2, ' ', p^.boards[true, 2, 'b'].tags, ' ',
          s.boards[true][2, 'b'].tags)
end.
