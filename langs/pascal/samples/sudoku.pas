{ A sudoku solver. Each cell keeps the set of digits that are still possible; a cell with one digit takes it away
  from its row, column and box. When that stops, the cell with the fewest possibilities is guessed, and taken back
  when the guess leads nowhere.

  Input: puzzles of nine lines of nine characters, 1 to 9 for a given digit, anything else for an empty cell. }
program sudoku(input, output);

type
  Index = 1..9;
  Digits = set of Index;
  Grid = array [Index, Index] of Digits;

var
  puzzle: Grid;
  number, guesses: integer;

function size(possible: Digits): integer;
var
  d: Index;
  count: integer;
begin
  count := 0;
  for d := 1 to 9 do
    if d in possible then
      inc(count);
  size := count
end;

{ The digit of a cell that is solved. }
function only(possible: Digits): Index;
var
  d: Index;
begin
  d := 1;
  while not (d in possible) do
    inc(d);
  only := d
end;

procedure readPuzzle(var g: Grid);
var
  row, column: Index;
  line: string;
begin
  for row := 1 to 9 do
  begin
    readln(line);
    for column := 1 to 9 do
      if (column <= length(line)) and (line[column] in ['1'..'9']) then
        g[row, column] := [ord(line[column]) - ord('0')]
      else
        g[row, column] := [1..9]
  end
end;

procedure print(const g: Grid);
var
  row, column: Index;
begin
  for row := 1 to 9 do
  begin
    for column := 1 to 9 do
    begin
      if size(g[row, column]) = 1 then
        write(' ', only(g[row, column]): 1)
      else
        write(' .');
      if column in [3, 6] then
        write(' |')
    end;
    writeln;
    if row in [3, 6] then
      writeln(' ------+-------+------')
  end
end;

{ Takes the digit of each solved cell away from the cells it sees, until nothing changes. False when a cell is left
  without any digit. }
function propagate(var g: Grid): boolean;
var
  changed, isPossible: boolean;
  row, column: Index;

  procedure exclude(r, c: Index; taken: Digits);
  begin
    if ((r <> row) or (c <> column)) and (g[r, c] * taken <> []) then
    begin
      g[r, c] := g[r, c] - taken;
      changed := true;
      if g[r, c] = [] then
        isPossible := false
    end
  end;

  procedure excludeFromPeers(taken: Digits);
  var
    i: Index;
    boxRow, boxColumn: integer;
  begin
    boxRow := (row - 1) div 3 * 3;
    boxColumn := (column - 1) div 3 * 3;
    for i := 1 to 9 do
    begin
      exclude(row, i, taken);
      exclude(i, column, taken);
      exclude(boxRow + (i - 1) div 3 + 1, boxColumn + (i - 1) mod 3 + 1, taken)
    end
  end;

begin
  isPossible := true;
  repeat
    changed := false;
    for row := 1 to 9 do
      for column := 1 to 9 do
        if size(g[row, column]) = 1 then
          excludeFromPeers(g[row, column])
  until not (changed and isPossible);
  propagate := isPossible
end;

function solve(var g: Grid): boolean;
var
  trial: Grid;
  row, column, bestRow, bestColumn: Index;
  fewest: integer;
  d: Index;
begin
  solve := false;
  if not propagate(g) then
    exit;

  fewest := 10;
  bestRow := 1;
  bestColumn := 1;
  for row := 1 to 9 do
    for column := 1 to 9 do
      if (size(g[row, column]) > 1) and (size(g[row, column]) < fewest) then
      begin
        fewest := size(g[row, column]);
        bestRow := row;
        bestColumn := column
      end;
  if fewest = 10 then
  begin
    solve := true;
    exit
  end;

  for d := 1 to 9 do
    if d in g[bestRow, bestColumn] then
    begin
      inc(guesses);
      trial := g;
      trial[bestRow, bestColumn] := [d];
      if solve(trial) then
      begin
        g := trial;
        solve := true;
        exit
      end
    end
end;

begin
  number := 0;
  while not eof do
  begin
    inc(number);
    guesses := 0;
    readPuzzle(puzzle);
    writeln('puzzle ', number);
    print(puzzle);
    if solve(puzzle) then
    begin
      writeln('solved with ', guesses, ' guesses');
      print(puzzle)
    end
    else
      writeln('has no solution (', guesses, ' guesses)');
    writeln
  end
end.
