{ Eight queens, and N of them: place N queens on an N x N board so that none attacks another.

  Backtracking, row by row. Three arrays of booleans remember which columns and diagonals are attacked, so
  that trying a square takes constant time. }
program queens(output);

const
  MaxSize = 12;

var
  size: integer;
  column: array [1..MaxSize] of integer;                         { the queen of each row }
  columnFree: array [1..MaxSize] of boolean;
  upFree: array [2..2 * MaxSize] of boolean;                     { row + column }
  downFree: array [1 - MaxSize..MaxSize - 1] of boolean;         { row - column }
  solutions: longint;

procedure clear;
var
  i: integer;
begin
  for i := 1 to MaxSize do
    columnFree[i] := true;
  for i := low(upFree) to high(upFree) do
    upFree[i] := true;
  for i := low(downFree) to high(downFree) do
    downFree[i] := true;
  solutions := 0
end;

procedure print;
var
  row, i: integer;
begin
  for row := 1 to size do
  begin
    for i := 1 to size do
      if column[row] = i then
        write(' Q')
      else
        write(' .');
    writeln
  end;
  writeln
end;

procedure place(row: integer; printFirst: boolean);
var
  i: integer;
begin
  for i := 1 to size do
    if columnFree[i] and upFree[row + i] and downFree[row - i] then
    begin
      column[row] := i;
      columnFree[i] := false;
      upFree[row + i] := false;
      downFree[row - i] := false;
      if row < size then
        place(row + 1, printFirst)
      else
      begin
        inc(solutions);
        if printFirst and (solutions = 1) then
          print
      end;
      columnFree[i] := true;
      upFree[row + i] := true;
      downFree[row - i] := true
    end
end;

begin
  size := 8;
  clear;
  place(1, true);
  writeln('8 queens: ', solutions, ' solutions');
  writeln;
  writeln('size  solutions');
  for size := 1 to 9 do
  begin
    clear;
    place(1, false);
    writeln(size: 4, solutions: 11)
  end
end.
