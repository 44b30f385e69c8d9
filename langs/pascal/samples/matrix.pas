{ Matrices of any size in dynamic arrays: product, transpose, determinant and inverse by Gauss-Jordan elimination
  with partial pivoting, and a system of linear equations. }
program matrices(output);

type
  Vector = array of real;
  Matrix = array of Vector;

function zeros(rows, columns: integer): Matrix;
var
  i, j: integer;
  m: Matrix;
begin
  setlength(m, rows);
  for i := 0 to rows - 1 do
  begin
    setlength(m[i], columns);
    for j := 0 to columns - 1 do
      m[i][j] := 0
  end;
  zeros := m
end;

function identity(n: integer): Matrix;
var
  i: integer;
  m: Matrix;
begin
  m := zeros(n, n);
  for i := 0 to n - 1 do
    m[i][i] := 1;
  identity := m
end;

{ The Hilbert matrix, 1 / (i + j - 1): a classic that is hard to invert. }
function hilbert(n: integer): Matrix;
var
  i, j: integer;
  m: Matrix;
begin
  m := zeros(n, n);
  for i := 0 to n - 1 do
    for j := 0 to n - 1 do
      m[i][j] := 1 / (i + j + 1);
  hilbert := m
end;

function transposed(const a: Matrix): Matrix;
var
  i, j: integer;
  m: Matrix;
begin
  m := zeros(length(a[0]), length(a));
  for i := 0 to high(a) do
    for j := 0 to high(a[0]) do
      m[j][i] := a[i][j];
  transposed := m
end;

function product(const a, b: Matrix): Matrix;
var
  i, j, k: integer;
  sum: real;
  m: Matrix;
begin
  m := zeros(length(a), length(b[0]));
  for i := 0 to high(a) do
    for j := 0 to high(b[0]) do
    begin
      sum := 0;
      for k := 0 to high(b) do
        sum := sum + a[i][k] * b[k][j];
      m[i][j] := sum
    end;
  product := m
end;

{ A copy that shares nothing: assigning a dynamic array copies a reference. }
function copied(const a: Matrix): Matrix;
var
  i, j: integer;
  m: Matrix;
begin
  m := zeros(length(a), length(a[0]));
  for i := 0 to high(a) do
    for j := 0 to high(a[0]) do
      m[i][j] := a[i][j];
  copied := m
end;

procedure swapRows(var a: Matrix; i, j: integer);
var
  row: Vector;
begin
  row := a[i];
  a[i] := a[j];
  a[j] := row
end;

{ Solves a * x = b for all columns of b at once; gives a's determinant, 0 when there is no solution. }
function eliminate(a, b: Matrix; out x: Matrix): real;
var
  n, column, row, pivot, j: integer;
  determinant, factor: real;
begin
  a := copied(a);
  x := copied(b);
  n := length(a);
  determinant := 1;
  for column := 0 to n - 1 do
  begin
    pivot := column;
    for row := column + 1 to n - 1 do
      if abs(a[row][column]) > abs(a[pivot][column]) then
        pivot := row;
    if a[pivot][column] = 0 then
    begin
      eliminate := 0;
      exit
    end;
    if pivot <> column then
    begin
      swapRows(a, pivot, column);
      swapRows(x, pivot, column);
      determinant := -determinant
    end;
    determinant := determinant * a[column][column];
    for row := 0 to n - 1 do
    begin
      factor := a[row][column] / a[column][column];
      if row = column then
        continue;
      for j := column to n - 1 do
        a[row][j] := a[row][j] - factor * a[column][j];
      for j := 0 to high(x[0]) do
        x[row][j] := x[row][j] - factor * x[column][j]
    end
  end;
  for row := 0 to n - 1 do
    for j := 0 to high(x[0]) do
      x[row][j] := x[row][j] / a[row][row];
  eliminate := determinant
end;

{ The largest difference of two matrices' elements. }
function distance(const a, b: Matrix): real;
var
  i, j: integer;
  largest: real;
begin
  largest := 0;
  for i := 0 to high(a) do
    for j := 0 to high(a[0]) do
      if abs(a[i][j] - b[i][j]) > largest then
        largest := abs(a[i][j] - b[i][j]);
  distance := largest
end;

procedure print(title: string; const a: Matrix);
var
  i, j: integer;
begin
  writeln(title);
  for i := 0 to high(a) do
  begin
    for j := 0 to high(a[0]) do
      write(a[i][j]: 11: 3);
    writeln
  end;
  writeln
end;

procedure fill(var a: Matrix; const values: array of real);
var
  i, j: integer;
begin
  for i := 0 to high(a) do
    for j := 0 to high(a[0]) do
      a[i][j] := values[i * length(a[0]) + j]
end;

var
  a, b, x: Matrix;
  n: integer;
  determinant: real;

begin
  a := zeros(3, 3);
  fill(a, [2, 1, -1, -3, -1, 2, -2, 1, 2]);
  b := zeros(3, 1);
  fill(b, [8, -11, -3]);

  print('a', a);
  print('a transposed', transposed(a));
  print('a squared', product(a, a));

  determinant := eliminate(a, b, x);
  writeln('determinant of a: ', determinant: 0: 3);
  print('solution of a * x = (8, -11, -3)', x);

  determinant := eliminate(a, identity(3), x);
  print('inverse of a', x);

  a := zeros(2, 2);
  fill(a, [1, 2, 2, 4]);
  writeln('determinant of a singular matrix: ', eliminate(a, identity(2), x): 0: 3);
  writeln;

  writeln('Hilbert matrices:');
  writeln('  n   1 / determinant   inverse is good to');
  for n := 2 to 5 do
  begin
    a := hilbert(n);
    determinant := eliminate(a, identity(n), x);
    write(n: 3, 1 / determinant: 16: 0);
    if distance(product(a, x), identity(n)) < 1e-6 then
      writeln('   6 places')
    else
      writeln('   fewer than 6 places')
  end
end.
