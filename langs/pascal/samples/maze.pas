{ Makes a maze by a random walk that backtracks when it is stuck (depth first, with a stack of its own rather than
  recursion), and finds the shortest way through it (breadth first). The random numbers are the program's own, so
  that the maze is the same everywhere. }
program maze(output);

const
  Rows = 12;
  Columns = 24;

type
  Direction = (north, east, south, west);
  Walls = set of Direction;

  Place = record
    row, column: integer;
  end;

const
  Opposite: array [Direction] of Direction = (south, west, north, east);
  RowStep: array [Direction] of integer = (-1, 0, 1, 0);
  ColumnStep: array [Direction] of integer = (0, 1, 0, -1);

var
  openings: array [1..Rows, 1..Columns] of Walls;        { where each cell has no wall }
  distance: array [1..Rows, 1..Columns] of integer;      { from the entrance; -1: not reached }
  onPath: array [1..Rows, 1..Columns] of boolean;
  seed: longint;

{ Park and Miller's generator, by Schrage's method: no product exceeds 31 bits. }
function randomBelow(limit: longint): longint;
begin
  seed := 16807 * (seed mod 127773) - 2836 * (seed div 127773);
  if seed <= 0 then
    seed := seed + 2147483647;
  randomBelow := seed mod limit
end;

function isInside(row, column: integer): boolean;
begin
  isInside := (row >= 1) and (row <= Rows) and (column >= 1) and (column <= Columns)
end;

procedure carve;
var
  stack: array [1..Rows * Columns] of Place;
  height, count, pick: integer;
  d: Direction;
  choices: array [1..4] of Direction;
  here, there: Place;
begin
  here.row := 1;
  here.column := 1;
  height := 1;
  stack[1] := here;
  while height > 0 do
  begin
    here := stack[height];
    count := 0;
    for d := north to west do
    begin
      there.row := here.row + RowStep[d];
      there.column := here.column + ColumnStep[d];
      if isInside(there.row, there.column) then
        if openings[there.row, there.column] = [] then
        begin
          inc(count);
          choices[count] := d
        end
    end;
    if count = 0 then
      dec(height)
    else
    begin
      pick := randomBelow(count) + 1;
      d := choices[pick];
      there.row := here.row + RowStep[d];
      there.column := here.column + ColumnStep[d];
      include(openings[here.row, here.column], d);
      include(openings[there.row, there.column], Opposite[d]);
      inc(height);
      stack[height] := there
    end
  end
end;

procedure measure;
var
  queue: array [1..Rows * Columns] of Place;
  first, last, row, column: integer;
  d: Direction;
  here, there: Place;
begin
  for row := 1 to Rows do
    for column := 1 to Columns do
      distance[row, column] := -1;
  first := 1;
  last := 1;
  queue[1].row := 1;
  queue[1].column := 1;
  distance[1, 1] := 0;
  while first <= last do
  begin
    here := queue[first];
    inc(first);
    for d := north to west do
      if d in openings[here.row, here.column] then
      begin
        there.row := here.row + RowStep[d];
        there.column := here.column + ColumnStep[d];
        if distance[there.row, there.column] < 0 then
        begin
          distance[there.row, there.column] := distance[here.row, here.column] + 1;
          inc(last);
          queue[last] := there
        end
      end
  end
end;

{ Walks back from the exit, each time to a neighbour that is nearer to the entrance. }
procedure markPath;
var
  row, column: integer;
  d: Direction;
begin
  for row := 1 to Rows do
    for column := 1 to Columns do
      onPath[row, column] := false;
  row := Rows;
  column := Columns;
  onPath[row, column] := true;
  while distance[row, column] > 0 do
  begin
    for d := north to west do
      if d in openings[row, column] then
        if distance[row + RowStep[d], column + ColumnStep[d]] = distance[row, column] - 1 then
        begin
          row := row + RowStep[d];
          column := column + ColumnStep[d];
          break
        end;
    onPath[row, column] := true
  end
end;

procedure draw;
const
  Mark: array [boolean] of char = (' ', 'o');
var
  row, column: integer;
begin
  for column := 1 to Columns do
    write('+--');
  writeln('+');
  for row := 1 to Rows do
  begin
    if row = 1 then write(' ') else write('|');
    for column := 1 to Columns do
    begin
      write(Mark[onPath[row, column]], ' ');
      if (east in openings[row, column]) or ((row = Rows) and (column = Columns)) then
        write(' ')
      else
        write('|')
    end;
    writeln;
    for column := 1 to Columns do
      if south in openings[row, column] then
        write('+  ')
      else
        write('+--');
    writeln('+')
  end
end;

var
  row, column: integer;

begin
  seed := 20260101;
  for row := 1 to Rows do
    for column := 1 to Columns do
    begin
      openings[row, column] := [];
      onPath[row, column] := false
    end;
  carve;
  measure;
  markPath;
  draw;
  writeln('the way through takes ', distance[Rows, Columns], ' steps')
end.
