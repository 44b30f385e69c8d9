{ A compiler for PL/0, Niklaus Wirth's teaching language. With the stack machine that runs its code, in plmachine.pas,
  it is what ProcVM does, in 700 lines. The source comes from the standard input up to the full stop that ends it; the
  rest of the input is what the program itself reads.

    program    = block '.'
    block      = [const name = number, ... ;] [var name, ... ;] (procedure name ; block ;)* statement
    statement  = name := expression | call name | ? name | ! expression
               | begin statement ; ... end | if condition then statement | while condition do statement
    condition  = odd expression | expression (= | # | < | <= | > | >=) expression
    expression = [+|-] term ((+|-) term)*      term = factor ((*|/) factor)*
    factor     = name | number | ( expression ) }
program plzero(input, output);

uses plmachine;

const
  MaxSymbols = 100;
  MaxErrors = 10;

type
  Identifier = string[20];

  TokenKind = (tName, tNumber, tPlus, tMinus, tTimes, tSlash, tEqual, tUnequal, tLess, tLessEqual, tGreater,
    tGreaterEqual, tOpen, tClose, tComma, tSemicolon, tPeriod, tBecomes, tQuery, tPrint, tBegin, tCall, tConst, tDo,
    tEnd, tIf, tOdd, tProcedure, tThen, tVar, tWhile, tOther, tEof);
  TokenSet = set of TokenKind;

  SymbolKind = (aConstant, aVariable, aProcedure);
  Symbol = record
    name: Identifier;
    kind: SymbolKind;
    value: longint;       { of a constant }
    level: integer;       { how deep its declaration is nested }
    address: integer;     { of a variable in its frame, of a procedure's code }
  end;

const
  FirstWord = tBegin;
  LastWord = tWhile;
  Words: array [FirstWord..LastWord] of string[9] = ('begin', 'call', 'const', 'do', 'end', 'if', 'odd', 'procedure',
    'then', 'var', 'while');

var
  { source }
  lineNumber, column: integer;
  c: char;
  token: TokenKind;
  tokenLine, tokenColumn: integer;
  tokenName: Identifier;
  tokenNumber: longint;
  errors: integer;

  { compiler }
  symbols: array [0..MaxSymbols] of Symbol;
  symbolCount: integer;

{ --- source --- }

procedure error(message: string);
begin
  inc(errors);
  if errors <= MaxErrors then
    writeln(tokenLine, ':', tokenColumn, ': ', message)
end;

procedure nextChar;
begin
  if eof then
    c := chr(0)
  else if eoln then
  begin
    readln;
    inc(lineNumber);
    column := 0;
    c := ' '
  end
  else
  begin
    read(c);
    inc(column)
  end
end;

procedure readWord;
var
  w: TokenKind;
begin
  tokenName := '';
  while c in ['a'..'z', 'A'..'Z', '0'..'9'] do
  begin
    if length(tokenName) < 20 then
      tokenName := tokenName + c;
    nextChar
  end;
  token := tName;
  for w := FirstWord to LastWord do
    if Words[w] = tokenName then
      token := w
end;

procedure readNumber;
begin
  token := tNumber;
  tokenNumber := 0;
  while c in ['0'..'9'] do
  begin
    if tokenNumber < 100000000 then
      tokenNumber := 10 * tokenNumber + ord(c) - ord('0')
    else
      error('this number is too large');
    nextChar
  end
end;

{ A sign of one character, or of two when the second is what it may be. }
procedure readSign(short: TokenKind; second: char; long: TokenKind);
begin
  nextChar;
  token := short;
  if c = second then
  begin
    token := long;
    nextChar
  end
end;

procedure next;
begin
  while (c = ' ') or (c = chr(9)) do
    nextChar;
  tokenLine := lineNumber;
  tokenColumn := column;
  case c of
    'a'..'z', 'A'..'Z': readWord;
    '0'..'9': readNumber;
    '<': readSign(tLess, '=', tLessEqual);
    '>': readSign(tGreater, '=', tGreaterEqual);
    ':': readSign(tOther, '=', tBecomes)
  else
    case c of
      '+': token := tPlus;
      '-': token := tMinus;
      '*': token := tTimes;
      '/': token := tSlash;
      '=': token := tEqual;
      '#': token := tUnequal;
      '(': token := tOpen;
      ')': token := tClose;
      ',': token := tComma;
      ';': token := tSemicolon;
      '.': token := tPeriod;
      '?': token := tQuery;
      '!': token := tPrint
    else
      if c = chr(0) then
        token := tEof
      else
        token := tOther
    end;
    { The full stop ends the program: what follows it is the program's own input, so it isn't looked at. }
    if token <> tPeriod then
      nextChar
  end
end;

{ --- symbols and code --- }

procedure declare(kind: SymbolKind; level: integer; var address: integer);
begin
  if symbolCount = MaxSymbols then
    error('too many names')
  else
  begin
    inc(symbolCount);
    symbols[symbolCount].name := tokenName;
    symbols[symbolCount].kind := kind;
    symbols[symbolCount].level := level;
    if kind = aVariable then
    begin
      symbols[symbolCount].address := address;
      inc(address)
    end
  end
end;

{ The newest declaration of a name; 0 when there is none. }
function find(wanted: Identifier): integer;
var
  i: integer;
begin
  symbols[0].name := wanted;
  i := symbolCount;
  while symbols[i].name <> wanted do
    dec(i);
  find := i
end;

procedure emit(op: Operation; level: integer; operand: longint);
begin
  if codeLength = MaxCode then
  begin
    error('the program is too long');
    codeLength := 0
  end;
  code[codeLength].op := op;
  code[codeLength].level := level;
  code[codeLength].operand := operand;
  inc(codeLength)
end;

{ --- the grammar. After an error, tokens are skipped up to one of a set that the caller knows how to go on with. --- }

procedure skipTo(wanted: TokenSet);
begin
  while not (token in wanted + [tPeriod, tEof]) do
    next
end;

procedure expect(wanted: TokenKind; what: string);
begin
  if token = wanted then
    next
  else
    error('expected ' + what)
end;

procedure expression(level: integer); forward;

procedure factor(level: integer);
var
  i: integer;
begin
  case token of
    tName:
      begin
        i := find(tokenName);
        if i = 0 then
          error('nothing is called ' + tokenName)
        else
          case symbols[i].kind of
            aConstant: emit(opLiteral, 0, symbols[i].value);
            aVariable: emit(opLoad, level - symbols[i].level, symbols[i].address);
            aProcedure: error(tokenName + ' is a procedure, which has no value')
          end;
        next
      end;
    tNumber:
      begin
        emit(opLiteral, 0, tokenNumber);
        next
      end;
    tOpen:
      begin
        next;
        expression(level);
        expect(tClose, ')')
      end
  else
    error('expected a name, a number or (');
    skipTo([tSemicolon, tEnd, tThen, tDo, tClose])
  end
end;

procedure term(level: integer);
var
  op: TokenKind;
begin
  factor(level);
  while token in [tTimes, tSlash] do
  begin
    op := token;
    next;
    factor(level);
    if op = tTimes then
      emit(opMultiply, 0, 0)
    else
      emit(opDivide, 0, 0)
  end
end;

procedure expression(level: integer);
var
  op: TokenKind;
begin
  op := tPlus;
  if token in [tPlus, tMinus] then
  begin
    op := token;
    next
  end;
  term(level);
  if op = tMinus then
    emit(opNegate, 0, 0);
  while token in [tPlus, tMinus] do
  begin
    op := token;
    next;
    term(level);
    if op = tPlus then
      emit(opAdd, 0, 0)
    else
      emit(opSubtract, 0, 0)
  end
end;

procedure condition(level: integer);
var
  op: TokenKind;
begin
  if token = tOdd then
  begin
    next;
    expression(level);
    emit(opOdd, 0, 0);
    exit
  end;
  expression(level);
  op := token;
  if op in [tEqual..tGreaterEqual] then
  begin
    next;
    expression(level);
    emit(Operation(ord(opEqual) + ord(op) - ord(tEqual)), 0, 0)
  end
  else
    error('expected a comparison')
end;

{ A name that must be a variable: gives its place among the symbols, 0 after an error. }
function variable: integer;
var
  i: integer;
begin
  variable := 0;
  if token <> tName then
    error('expected a variable')
  else
  begin
    i := find(tokenName);
    if i = 0 then
      error('nothing is called ' + tokenName)
    else if symbols[i].kind <> aVariable then
      error(tokenName + ' is no variable')
    else
      variable := i;
    next
  end
end;

procedure statement(level: integer);
var
  i, start, jump: integer;
begin
  case token of
    tName:
      begin
        i := variable;
        expect(tBecomes, ':=');
        expression(level);
        if i > 0 then
          emit(opStore, level - symbols[i].level, symbols[i].address)
      end;
    tCall:
      begin
        next;
        i := 0;
        if token = tName then
          i := find(tokenName);
        if i = 0 then
          error('expected a procedure')
        else if symbols[i].kind <> aProcedure then
          error(tokenName + ' is no procedure')
        else
          emit(opCall, level - symbols[i].level, symbols[i].address);
        if token = tName then
          next
      end;
    tQuery:
      begin
        next;
        emit(opRead, 0, 0);
        i := variable;
        if i > 0 then
          emit(opStore, level - symbols[i].level, symbols[i].address)
      end;
    tPrint:
      begin
        next;
        expression(level);
        emit(opWrite, 0, 0)
      end;
    tBegin:
      begin
        next;
        statement(level);
        while token in [tSemicolon, tName, tCall, tQuery, tPrint, tBegin, tIf, tWhile] do
        begin
          expect(tSemicolon, ';');
          statement(level)
        end;
        if token <> tEnd then
        begin
          error('expected ; or end');
          skipTo([tSemicolon, tEnd])
        end;
        if token = tEnd then
          next
      end;
    tIf:
      begin
        next;
        condition(level);
        expect(tThen, 'then');
        jump := codeLength;
        emit(opJumpFalse, 0, 0);
        statement(level);
        code[jump].operand := codeLength
      end;
    tWhile:
      begin
        next;
        start := codeLength;
        condition(level);
        expect(tDo, 'do');
        jump := codeLength;
        emit(opJumpFalse, 0, 0);
        statement(level);
        emit(opJump, 0, start);
        code[jump].operand := codeLength
      end
  end
end;

procedure block(level: integer);
var
  variables, jump, outerCount, noAddress: integer;
begin
  variables := 3;
  noAddress := 0;
  outerCount := symbolCount;
  jump := codeLength;
  emit(opJump, 0, 0);

  if token = tConst then
    repeat
      next;
      declare(aConstant, level, noAddress);
      expect(tName, 'a name');
      expect(tEqual, '=');
      symbols[symbolCount].value := tokenNumber;
      expect(tNumber, 'a number');
      if token <> tComma then
        expect(tSemicolon, ';')
    until token <> tComma;

  if token = tVar then
    repeat
      next;
      declare(aVariable, level, variables);
      expect(tName, 'a name');
      if token <> tComma then
        expect(tSemicolon, ';')
    until token <> tComma;

  while token = tProcedure do
  begin
    next;
    declare(aProcedure, level, noAddress);
    symbols[symbolCount].address := codeLength;
    expect(tName, 'a name');
    expect(tSemicolon, ';');
    block(level + 1);
    expect(tSemicolon, ';')
  end;

  code[jump].operand := codeLength;
  emit(opEnter, 0, variables);
  statement(level);
  emit(opReturn, 0, 0);
  symbolCount := outerCount
end;

begin
  lineNumber := 1;
  column := 0;
  errors := 0;
  symbolCount := 0;
  codeLength := 0;
  nextChar;
  next;
  block(0);
  if token <> tPeriod then
    error('expected a full stop');
  if errors = 0 then
  begin
    list;
    run
  end
  else
  begin
    writeln(errors, ' errors');
    halt(1)
  end
end.
