{ A desk calculator. It reads one expression a line and prints its value:

    2 + 3 * 4          x = sqrt(2)          x ^ 2 - 1

  Grammar, by recursive descent:

    line     = name '=' sum, or sum
    sum      = '-' or nothing, product, any number of: '+' or '-' and product
    product  = power, any number of: '*' or '/' and power
    power    = operand, or operand '^' exponent
    exponent = '-' or nothing, power
    operand  = number, or name, or name '(' sum ')', or '(' sum ')'

  A wrong line gets a message with a caret under the place, and the next line is read. }
program calc(input, output);

const
  MaxVariables = 50;

type
  Identifier = string[16];

  TokenKind = (tkNumber, tkName, tkPlus, tkMinus, tkTimes, tkDivide, tkPower, tkOpen, tkClose, tkEquals, tkEnd, tkWrong);

  Variable = record
    name: Identifier;
    value: real;
  end;

var
  line: string;
  place: integer;               { of the character behind the current token }
  tokenPlace: integer;          { where the current token begins }
  token: TokenKind;
  tokenName: Identifier;
  tokenValue: real;
  failed: boolean;              { the line has had its message }

  variables: array [1..MaxVariables] of Variable;
  variableCount: integer;

{ --- messages --- }

procedure fail(message: string);
begin
  if not failed then
  begin
    writeln('  ', line);
    writeln('^': tokenPlace + 2, ' ', message);
    failed := true
  end
end;

{ --- tokens --- }

function isDigit(c: char): boolean;
begin
  isDigit := c in ['0'..'9']
end;

function isLetter(c: char): boolean;
begin
  isLetter := c in ['A'..'Z', 'a'..'z', '_']
end;

function current: char;
begin
  if place <= length(line) then
    current := line[place]
  else
    current := chr(0)
end;

procedure readNumber;
var
  scale: real;
begin
  token := tkNumber;
  tokenValue := 0;
  while isDigit(current) do
  begin
    tokenValue := 10 * tokenValue + (ord(current) - ord('0'));
    inc(place)
  end;
  if current = '.' then
  begin
    inc(place);
    scale := 0.1;
    while isDigit(current) do
    begin
      tokenValue := tokenValue + scale * (ord(current) - ord('0'));
      scale := scale / 10;
      inc(place)
    end
  end
end;

procedure readName;
begin
  token := tkName;
  tokenName := '';
  while isLetter(current) or isDigit(current) do
  begin
    if length(tokenName) < 16 then
      tokenName := tokenName + current;
    inc(place)
  end
end;

procedure next;
begin
  while current = ' ' do
    inc(place);
  tokenPlace := place;
  if place > length(line) then
    token := tkEnd
  else if isDigit(current) then
    readNumber
  else if isLetter(current) then
    readName
  else
  begin
    case current of
      '+': token := tkPlus;
      '-': token := tkMinus;
      '*': token := tkTimes;
      '/': token := tkDivide;
      '^': token := tkPower;
      '(': token := tkOpen;
      ')': token := tkClose;
      '=': token := tkEquals
    else
      token := tkWrong
    end;
    inc(place)
  end
end;

procedure expect(wanted: TokenKind; what: string);
begin
  if token = wanted then
    next
  else
    fail('expected ' + what)
end;

{ --- variables and functions --- }

function find(wanted: Identifier): integer;
var
  i: integer;
begin
  i := variableCount;
  while (i > 0) and (variables[i].name <> wanted) do
    dec(i);
  find := i
end;

procedure setVariable(target: Identifier; value: real);
var
  i: integer;
begin
  i := find(target);
  if (i = 0) and (variableCount < MaxVariables) then
  begin
    inc(variableCount);
    i := variableCount;
    variables[i].name := target
  end;
  if i = 0 then
    fail('too many variables')
  else
    variables[i].value := value
end;

function apply(fn: Identifier; x: real): real;
begin
  apply := 0;
  if fn = 'sqrt' then
  begin
    if x < 0 then
      fail('square root of a negative number')
    else
      apply := sqrt(x)
  end
  else if fn = 'ln' then
  begin
    if x <= 0 then
      fail('logarithm of a number that is not positive')
    else
      apply := ln(x)
  end
  else if fn = 'exp' then
    apply := exp(x)
  else if fn = 'sin' then
    apply := sin(x)
  else if fn = 'cos' then
    apply := cos(x)
  else if fn = 'abs' then
    apply := abs(x)
  else
    fail('no function is called ' + fn)
end;

{ --- the grammar --- }

function sum: real; forward;

function operand: real;
var
  wanted: Identifier;
  i: integer;
begin
  operand := 0;
  case token of
    tkNumber:
      begin
        operand := tokenValue;
        next
      end;
    tkName:
      begin
        wanted := tokenName;
        i := find(wanted);
        if (i = 0) and (current <> '(') then
          fail('no variable is called ' + wanted)
        else
        begin
          next;
          if token = tkOpen then
          begin
            next;
            operand := apply(wanted, sum);
            expect(tkClose, ')')
          end
          else
            operand := variables[i].value
        end
      end;
    tkOpen:
      begin
        next;
        operand := sum;
        expect(tkClose, ')')
      end
  else
    fail('expected a number, a name or (')
  end
end;

function raised(base, exponent: real): real;
var
  i: integer;
  product: real;
begin
  product := 1;
  if exponent = round(exponent) then
    for i := 1 to abs(round(exponent)) do
      product := product * base
  else if base <= 0 then
    fail('a fraction as exponent needs a positive base')
  else
    product := exp(abs(exponent) * ln(base));
  if exponent < 0 then
  begin
    if product = 0 then
      fail('division by zero')
    else
      product := 1 / product
  end;
  raised := product
end;

function exponent: real; forward;

function power: real;
var
  base: real;
begin
  base := operand;
  if token = tkPower then
  begin
    next;
    base := raised(base, exponent)
  end;
  power := base
end;

function exponent: real;
begin
  if token = tkMinus then
  begin
    next;
    exponent := -power
  end
  else
    exponent := power
end;

function product: real;
var
  value, divisor: real;
  op: TokenKind;
begin
  value := power;
  while (token in [tkTimes, tkDivide]) and not failed do
  begin
    op := token;
    next;
    divisor := power;
    if op = tkTimes then
      value := value * divisor
    else if divisor = 0 then
      fail('division by zero')
    else
      value := value / divisor
  end;
  product := value
end;

function sum: real;
var
  value: real;
  isNegative: boolean;
  op: TokenKind;
begin
  isNegative := token = tkMinus;
  if isNegative then
    next;
  value := product;
  if isNegative then
    value := -value;
  while (token in [tkPlus, tkMinus]) and not failed do
  begin
    op := token;
    next;
    if op = tkPlus then
      value := value + product
    else
      value := value - product
  end;
  sum := value
end;

procedure calculate;
var
  target: Identifier;
  value: real;
begin
  failed := false;
  target := '';
  place := 1;
  next;
  if token = tkName then
  begin
    { A name and '=': an assignment. Anything else: start over. }
    target := tokenName;
    next;
    if token = tkEquals then
      next
    else
    begin
      target := '';
      place := 1;
      next
    end
  end;
  value := sum;
  if not failed and (token <> tkEnd) then
    fail('expected an operator');
  if not failed then
  begin
    if target <> '' then
    begin
      setVariable(target, value);
      write(target, ' ')
    end;
    if (value = trunc(value)) and (abs(value) < 1e9) then
      writeln('= ', trunc(value))
    else
      writeln('= ', value: 0: 6)
  end
end;

begin
  variableCount := 0;
  setVariable('pi', 4 * arctan(1));
  while not eof do
  begin
    readln(line);
    if line <> '' then
      calculate
  end
end.
