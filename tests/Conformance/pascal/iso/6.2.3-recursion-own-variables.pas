{ test: iso 6.2.3 accept
expect:
|disc 3: A to B
|three took 7
|disc 4: A to C
|disc 3: B to C
|three took 7
|15
fpc: agrees
}
program Hanoi(output);
var moves: integer;
procedure hanoi(n: integer; src, dst, via: char);
var before: integer;
begin
  before := moves;
  if n > 0 then begin
    hanoi(n - 1, src, via, dst);
    moves := moves + 1;
    if n > 2 then writeln('disc ', n:1, ': ', src, ' to ', dst);
    hanoi(n - 1, via, dst, src)
  end;
  if n = 3 then writeln('three took ', moves - before:1)
end;
begin
  moves := 0;
  hanoi(4, 'A', 'C', 'B');
  writeln(moves:1)
end.
