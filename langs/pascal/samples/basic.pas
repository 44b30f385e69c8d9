{ A BASIC interpreter. The program, numbered lines, comes from the standard input up to a line RUN; what follows is
  the program's own input.

    PRINT items     items separated by ; (close together) or , (next column); text in quotes or expressions
    LET v = expr    the word LET may be left out; variables are A to Z, arrays too: A(expr)
    INPUT v         reads a number
    IF expr THEN line-number or statement
    FOR v = expr TO expr STEP expr ... NEXT v
    GOTO, GOSUB, RETURN, DIM A(n), REM, END

  Expressions: numbers, variables, + - * / ^, comparisons (1 for true, 0 for false), AND, OR, parentheses, and the
  functions ABS, INT, SQR, RND(n): a whole number from 1 to n. }
program basic(input, output);

uses basictext;

const
  MaxDepth = 20;            { of FOR and of GOSUB }
  MaxArray = 500;
  ColumnWidth = 14;

type
  Letter = 'A'..'Z';

  Loop = record
    variable: Letter;
    limit, step: real;
    line, place: integer;   { where its body begins }
  end;

  Return = record
    line, place: integer;
  end;

var
  variables: array [Letter] of real;
  arrays: array [Letter] of array of real;

  loops: array [1..MaxDepth] of Loop;
  loopCount: integer;
  returns: array [1..MaxDepth] of Return;
  returnCount: integer;

  jumped: boolean;          { the statement has set line and place itself }
  running: boolean;
  printColumn: integer;
  seed: longint;

{ --- expressions --- }

function variableName: Letter;
begin
  skipBlanks;
  variableName := 'A';
  if current in ['A'..'Z'] then
  begin
    variableName := current;
    inc(place)
  end
  else
    fail('expected a variable')
end;

function expression: real; forward;

function parenthesized: real;
begin
  expect('(');
  parenthesized := expression;
  expect(')')
end;

{ Park and Miller's generator. }
function randomUpTo(limit: real): real;
begin
  seed := 16807 * (seed mod 127773) - 2836 * (seed div 127773);
  if seed <= 0 then
    seed := seed + 2147483647;
  if limit < 1 then
    fail('RND wants 1 or more');
  randomUpTo := seed mod trunc(limit) + 1
end;

function floor(x: real): real;
begin
  if (x < 0) and (x <> trunc(x)) then
    floor := trunc(x) - 1
  else
    floor := trunc(x)
end;

function elementIndex(v: Letter): integer;
var
  i: real;
begin
  i := parenthesized;
  if (i < 0) or (i >= length(arrays[v])) then
    fail('no such element of array ' + v);
  elementIndex := trunc(i)
end;

function number: real;
var
  value, scale: real;
begin
  value := 0;
  while current in ['0'..'9'] do
  begin
    value := 10 * value + ord(current) - ord('0');
    inc(place)
  end;
  if current = '.' then
  begin
    inc(place);
    scale := 1;
    while current in ['0'..'9'] do
    begin
      scale := scale / 10;
      value := value + scale * (ord(current) - ord('0'));
      inc(place)
    end
  end;
  number := value
end;

function operand: real;
var
  v: Letter;
  x: real;
begin
  skipBlanks;
  if current in ['0'..'9', '.'] then
    operand := number
  else if current = '(' then
    operand := parenthesized
  else if accept('ABS') then
    operand := abs(parenthesized)
  else if accept('INT') then
    operand := floor(parenthesized)
  else if accept('RND') then
    operand := randomUpTo(parenthesized)
  else if accept('SQR') then
  begin
    x := parenthesized;
    if x < 0 then
      fail('square root of a negative number');
    operand := sqrt(x)
  end
  else
  begin
    v := variableName;
    if current = '(' then
      operand := arrays[v][elementIndex(v)]
    else
      operand := variables[v]
  end
end;

function power: real;
var
  base, raised: real;
  exponent: integer;
begin
  base := operand;
  while accept('^') do
  begin
    exponent := trunc(operand);
    raised := 1;
    while exponent > 0 do
    begin
      raised := raised * base;
      dec(exponent)
    end;
    base := raised
  end;
  power := base
end;

function product: real;
var
  value, divisor: real;
begin
  value := power;
  repeat
    if accept('*') then
      value := value * power
    else if accept('/') then
    begin
      divisor := power;
      if divisor = 0 then
        fail('division by zero');
      value := value / divisor
    end
    else
      break
  until false;
  product := value
end;

function sum: real;
var
  value: real;
begin
  if accept('-') then
    value := -product
  else
    value := product;
  repeat
    if accept('+') then
      value := value + product
    else if accept('-') then
      value := value - product
    else
      break
  until false;
  sum := value
end;

function comparison: real;
var
  left: real;
begin
  left := sum;
  if accept('<=') then
    comparison := ord(left <= sum)
  else if accept('>=') then
    comparison := ord(left >= sum)
  else if accept('<>') then
    comparison := ord(left <> sum)
  else if accept('<') then
    comparison := ord(left < sum)
  else if accept('>') then
    comparison := ord(left > sum)
  else if accept('=') then
    comparison := ord(left = sum)
  else
    comparison := left
end;

function expression: real;
var
  left, right: real;
begin
  left := comparison;
  repeat
    if accept('AND') then
    begin
      right := comparison;
      left := ord((left <> 0) and (right <> 0))
    end
    else if accept('OR') then
    begin
      right := comparison;
      left := ord((left <> 0) or (right <> 0))
    end
    else
      break
  until false;
  expression := left
end;

{ --- statements --- }

procedure jumpTo(number: integer);
var
  i: integer;
begin
  i := 1;
  while (i <= lineCount) and (lines[i].number <> number) do
    inc(i);
  if i > lineCount then
    fail('there is no such line');
  line := i;
  place := 1;
  jumped := true
end;

{ Whole numbers are printed as such. }
procedure printNumber(value: real);
var
  digits: string;
begin
  if (value = trunc(value)) and (abs(value) < 1e9) then
    str(trunc(value), digits)
  else
    str(value: 0: 4, digits);
  write(digits);
  printColumn := printColumn + length(digits)
end;

procedure printText;
begin
  inc(place);
  while (current <> '"') and (current <> chr(0)) do
  begin
    write(current);
    inc(printColumn);
    inc(place)
  end;
  expect('"')
end;

procedure doPrint;
var
  stayOnLine: boolean;
begin
  stayOnLine := false;
  skipBlanks;
  while current <> chr(0) do
  begin
    stayOnLine := false;
    if current = '"' then
      printText
    else
      printNumber(expression);
    if accept(';') then
      stayOnLine := true
    else if accept(',') then
    begin
      stayOnLine := true;
      repeat
        write(' ');
        inc(printColumn)
      until printColumn mod ColumnWidth = 0
    end
    else
      break;
    skipBlanks
  end;
  if not stayOnLine then
  begin
    writeln;
    printColumn := 0
  end
end;

procedure doLet;
var
  v: Letter;
  i: integer;
begin
  v := variableName;
  i := -1;
  if current = '(' then
    i := elementIndex(v);
  expect('=');
  if i < 0 then
    variables[v] := expression
  else
    arrays[v][i] := expression
end;

procedure doInput;
var
  v: Letter;
begin
  v := variableName;
  if eof then
    fail('there is no more input');
  readln(variables[v])
end;

procedure doDim;
var
  v: Letter;
  size: real;
  i: integer;
begin
  v := variableName;
  size := parenthesized;
  if (size < 0) or (size > MaxArray) then
    fail('an array has up to 500 elements');
  setlength(arrays[v], trunc(size) + 1);
  for i := 0 to high(arrays[v]) do
    arrays[v][i] := 0
end;

procedure doFor;
begin
  if loopCount = MaxDepth then
    fail('too many loops');
  inc(loopCount);
  with loops[loopCount] do
  begin
    variable := variableName;
    expect('=');
    variables[variable] := expression;
    expect('TO');
    limit := expression;
    step := 1
  end;
  if accept('STEP') then
    loops[loopCount].step := expression;
  loops[loopCount].line := line;
  loops[loopCount].place := place
end;

procedure doNext;
var
  v: Letter;
begin
  v := variableName;
  while (loopCount > 0) and (loops[loopCount].variable <> v) do
    dec(loopCount);
  if loopCount = 0 then
    fail('NEXT without FOR');
  variables[v] := variables[v] + loops[loopCount].step;
  if (variables[v] - loops[loopCount].limit) * loops[loopCount].step <= 0 then
  begin
    line := loops[loopCount].line;
    place := loops[loopCount].place
  end
  else
    dec(loopCount)
end;

procedure doGosub;
var
  target: integer;
begin
  target := wholeNumber;
  if returnCount = MaxDepth then
    fail('GOSUB is nested too deep');
  inc(returnCount);
  returns[returnCount].line := line;
  returns[returnCount].place := place;
  jumpTo(target)
end;

procedure doReturn;
begin
  if returnCount = 0 then
    fail('RETURN without GOSUB');
  line := returns[returnCount].line;
  place := returns[returnCount].place;
  dec(returnCount)
end;

procedure statement; forward;

procedure doIf;
var
  condition: real;
begin
  condition := expression;
  expect('THEN');
  skipBlanks;
  if condition = 0 then
    place := length(lines[line].text) + 1
  else if current in ['0'..'9'] then
    jumpTo(wholeNumber)
  else
    statement
end;

procedure statement;
begin
  if accept('PRINT') then
    doPrint
  else if accept('INPUT') then
    doInput
  else if accept('IF') then
    doIf
  else if accept('FOR') then
    doFor
  else if accept('NEXT') then
    doNext
  else if accept('GOTO') then
    jumpTo(wholeNumber)
  else if accept('GOSUB') then
    doGosub
  else if accept('RETURN') then
    doReturn
  else if accept('DIM') then
    doDim
  else if accept('REM') then
    place := length(lines[line].text) + 1
  else if accept('END') then
    running := false
  else
  begin
    if accept('LET') then
      skipBlanks;
    doLet
  end
end;

procedure run;
begin
  line := 1;
  place := 1;
  running := lineCount > 0;
  while running do
  begin
    jumped := false;
    skipBlanks;
    if current = chr(0) then
    begin
      inc(line);
      place := 1;
      running := line <= lineCount
    end
    else
    begin
      statement;
      { Statements on a line are separated by colons. }
      if running and not jumped and not accept(':') then
      begin
        skipBlanks;
        if current <> chr(0) then
          fail('expected : or the end of the line')
      end
    end
  end
end;

var
  typed: string;
  v: Letter;

begin
  lineCount := 0;
  loopCount := 0;
  returnCount := 0;
  printColumn := 0;
  seed := 42;
  for v := 'A' to 'Z' do
  begin
    variables[v] := 0;
    setlength(arrays[v], 0)
  end;
  typed := '';
  while (typed <> 'RUN') and not eof do
  begin
    readln(typed);
    if (typed <> '') and (typed <> 'RUN') then
      store(typed)
  end;
  run
end.
