{ Conway's game of life on a torus: a glider, a blinker and an R-pentomino, watched for a few generations. }
program life(output);

const
  Width = 40;
  Height = 16;

type
  PatternRow = string[3];
  World = array [0..Height - 1, 0..Width - 1] of boolean;

var
  now: World;
  generation: integer;

{ Puts a pattern on the world; each string is a row, '*' is a living cell. }
procedure plant(row, column: integer; const pattern: array of PatternRow);
var
  i, j: integer;
begin
  for i := 0 to high(pattern) do
    for j := 1 to length(pattern[i]) do
      now[(row + i) mod Height, (column + j - 1) mod Width] := pattern[i][j] = '*'
end;

function neighbours(const w: World; row, column: integer): integer;
var
  dy, dx, count: integer;
begin
  count := 0;
  for dy := -1 to 1 do
    for dx := -1 to 1 do
      if (dy <> 0) or (dx <> 0) then
        if w[(row + dy + Height) mod Height, (column + dx + Width) mod Width] then
          inc(count);
  neighbours := count
end;

procedure step;
var
  before: World;
  row, column: integer;
begin
  before := now;
  for row := 0 to Height - 1 do
    for column := 0 to Width - 1 do
      case neighbours(before, row, column) of
        2: ;
        3: now[row, column] := true
      else
        now[row, column] := false
      end
end;

function population: integer;
var
  row, column, count: integer;
begin
  count := 0;
  for row := 0 to Height - 1 do
    for column := 0 to Width - 1 do
      count := count + ord(now[row, column]);
  population := count
end;

procedure show;
const
  Mark: array [boolean] of char = ('.', '*');
var
  row, column: integer;
begin
  writeln('generation ', generation, ', ', population, ' alive');
  for row := 0 to Height - 1 do
  begin
    for column := 0 to Width - 1 do
      write(Mark[now[row, column]]);
    writeln
  end;
  writeln
end;

const
  Glider: array [1..3] of PatternRow = ('.*.', '..*', '***');
  Blinker: array [1..1] of PatternRow = ('***');
  RPentomino: array [1..3] of PatternRow = ('.**', '**.', '.*.');

begin
  plant(1, 1, Glider);
  plant(3, 20, Blinker);
  plant(8, 28, RPentomino);
  generation := 0;
  show;
  while generation < 60 do
  begin
    step;
    inc(generation);
    if generation mod 20 = 0 then
      show
  end
end.
