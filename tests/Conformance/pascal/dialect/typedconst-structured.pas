{ test: dialect typedconst accept
expect:
|28
|axbycz
|ann  1  TRUE
|bob -1 FALSE
|rood groen blauw TRUE FALSE
|ad
fpc: agrees
}
program TypedStructured;
type colour = (red, green, blue);
     point = record x, y: integer end;
     person = record name: string[8]; at: point; likes: set of colour end;
const
  primes: array[1..5] of integer = (2, 3, 5, 7, 11);
  grid: array[0..1, 1..3] of char = (('a', 'b', 'c'), ('x', 'y', 'z'));
  origin: point = (x: 0; y: 0);
  people: array[1..2] of person = (
    (name: 'ann'; at: (x: 1; y: 2); likes: [red, blue]),
    (name: 'bob'; at: (x: -1; y: -2); likes: []));
  vowels: set of char = ['a', 'e', 'i', 'o', 'u'];
  names: array[colour] of string[5] = ('rood', 'groen', 'blauw');
  word: array[1..4] of char = 'abcd';
var i: integer; c: colour; s: integer;
begin
  s := 0; for i := 1 to 5 do s := s + primes[i]; writeln(s);
  for i := 1 to 3 do write(grid[0, i], grid[1][i]); writeln;
  for i := 1 to 2 do writeln(people[i].name, people[i].at.x + origin.x:3, blue in people[i].likes:6);
  for c := red to blue do write(names[c], ' '); writeln('e' in vowels, ' ', 'x' in vowels);
  writeln(word[1], word[4])
end.
