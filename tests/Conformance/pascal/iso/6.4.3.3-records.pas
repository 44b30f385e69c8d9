{ test: iso 6.4.3.3 accept
expect:
|anna 29 2 2000 2024  58  87
|hnna 29 2 2000 2024   0  87
fpc: agrees
}
program Records(output);
type date = record day: 1..31; month: 1..12; year: integer end;
     person = record
       name: packed array [1..4] of char;
       born, seen: date;
       scores: array [1..3] of integer;
     end;
     empty = record end;
var p, q: person; e: empty; all: array [1..2] of person; i: integer;
begin
  p.name := 'anna';
  p.born.day := 29; p.born.month := 2; p.born.year := 2000;
  p.seen := p.born;
  p.seen.year := p.seen.year + 24;
  for i := 1 to 3 do p.scores[i] := i * p.born.day;
  q := p;
  q.name[1] := 'h';
  q.scores[2] := 0;
  all[1] := p; all[2] := q;
  for i := 1 to 2 do
    with all[i], born do
      writeln(name, day:3, month:2, year:5, seen.year:5, scores[2]:4, scores[3]:4)
end.
