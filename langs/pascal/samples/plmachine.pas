{ The stack machine that runs what plzero.pas compiles: its instructions, its code store, a listing of that and the
  machine itself. }
unit plmachine;

interface

const
  MaxCode = 1000;
  StackSize = 2000;

type
  Operation = (opLiteral, opLoad, opStore, opCall, opEnter, opJump, opJumpFalse, opReturn, opNegate, opAdd, opSubtract,
    opMultiply, opDivide, opOdd, opEqual, opUnequal, opLess, opLessEqual, opGreater, opGreaterEqual, opRead, opWrite);
  Instruction = record
    op: Operation;
    level: integer;       { how many static links to follow }
    operand: longint;
  end;

var
  code: array [0..MaxCode - 1] of Instruction;
  codeLength: integer;

{ Writes the code, an instruction a line. }
procedure list;

{ Runs the code from its first instruction. A frame on the stack begins with three cells: static link, dynamic link,
  return address. }
procedure run;

implementation

const
  OperationNames: array [Operation] of string[6] = ('lit', 'load', 'store', 'call', 'enter', 'jump', 'jfalse', 'return',
    'neg', 'add', 'sub', 'mul', 'div', 'odd', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'read', 'write');

procedure list;
var
  i: integer;
begin
  for i := 0 to codeLength - 1 do
  begin
    write(i: 4, '  ', OperationNames[code[i].op]);
    if code[i].op in [opLoad, opStore, opCall] then
      write('': 8 - length(OperationNames[code[i].op]), code[i].level, ', ', code[i].operand)
    else if code[i].op in [opLiteral, opEnter, opJump, opJumpFalse] then
      write('': 8 - length(OperationNames[code[i].op]), code[i].operand);
    writeln
  end
end;

procedure run;
var
  stack: array [0..StackSize] of longint;
  counter, base, top: integer;
  steps: longint;
  i: Instruction;

  { The frame that a number of static links leads to. }
  function frame(level: integer): integer;
  var
    b: integer;
  begin
    b := base;
    while level > 0 do
    begin
      b := stack[b];
      dec(level)
    end;
    frame := b
  end;

  { Makes sure that more cells fit. }
  procedure need(cells: integer);
  begin
    if top + cells > StackSize then
    begin
      writeln('the stack is full');
      halt(1)
    end
  end;

  procedure push(value: longint);
  begin
    need(1);
    inc(top);
    stack[top] := value
  end;

  procedure binary(op: Operation; left, right: longint);
  begin
    case op of
      opAdd: push(left + right);
      opSubtract: push(left - right);
      opMultiply: push(left * right);
      opDivide:
        if right = 0 then
        begin
          writeln('division by zero');
          halt(1)
        end
        else
          push(left div right);
      opEqual: push(ord(left = right));
      opUnequal: push(ord(left <> right));
      opLess: push(ord(left < right));
      opLessEqual: push(ord(left <= right));
      opGreater: push(ord(left > right));
      opGreaterEqual: push(ord(left >= right))
    end
  end;

var
  number: longint;
begin
  stack[0] := 0;
  stack[1] := 0;
  stack[2] := -1;       { the return address that ends the program }
  base := 0;
  top := -1;
  counter := 0;
  steps := 0;
  repeat
    i := code[counter];
    inc(counter);
    inc(steps);
    case i.op of
      opLiteral: push(i.operand);
      opLoad: push(stack[frame(i.level) + i.operand]);
      opStore:
        begin
          stack[frame(i.level) + i.operand] := stack[top];
          dec(top)
        end;
      opCall:
        begin
          need(3);
          stack[top + 1] := frame(i.level);
          stack[top + 2] := base;
          stack[top + 3] := counter;
          base := top + 1;
          counter := i.operand
        end;
      opEnter:
        begin
          { The call has filled the first three cells of the frame; the variables behind them start at zero. }
          need(i.operand);
          for number := 4 to i.operand do
            stack[top + number] := 0;
          top := top + i.operand
        end;
      opJump: counter := i.operand;
      opJumpFalse:
        begin
          if stack[top] = 0 then
            counter := i.operand;
          dec(top)
        end;
      opReturn:
        begin
          top := base - 1;
          counter := stack[base + 2];
          base := stack[base + 1]
        end;
      opNegate: stack[top] := -stack[top];
      opOdd: stack[top] := ord(odd(stack[top]));
      opRead:
        begin
          read(number);
          push(number)
        end;
      opWrite:
        begin
          writeln(stack[top]);
          dec(top)
        end
    else
      dec(top, 2);
      binary(i.op, stack[top + 1], stack[top + 2])
    end
  until counter < 0;
  writeln('(', steps, ' instructions)')
end;

end.
