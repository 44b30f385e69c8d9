program bytecode;
{ A register machine that counts Collatz steps: the loop every interpreter has. }
const maxcode = 63; rounds = {size}1;
type opcode = (ldi, mov, add, mul, divi, andi, jeq, jlt, jmp, halt);
     instruction = record op: opcode; a, b, c: integer end;
var code: array[0..maxcode] of instruction; reg: array[0..7] of integer; count, round: integer;

procedure emit(op: opcode; a, b, c: integer);
begin
  code[count].op := op; code[count].a := a; code[count].b := b; code[count].c := c;
  count := count + 1
end;

procedure run;
var pc, a, b, c: integer; going: boolean;
begin
  pc := 0; going := true;
  while going do
  begin
    a := code[pc].a; b := code[pc].b; c := code[pc].c;
    case code[pc].op of
      ldi: begin reg[a] := b; pc := pc + 1 end;
      mov: begin reg[a] := reg[b]; pc := pc + 1 end;
      add: begin reg[a] := reg[b] + reg[c]; pc := pc + 1 end;
      mul: begin reg[a] := reg[b] * reg[c]; pc := pc + 1 end;
      divi: begin reg[a] := reg[b] div c; pc := pc + 1 end;
      andi: begin if odd(reg[b]) then reg[a] := 1 else reg[a] := 0; pc := pc + 1 end;
      jeq: if reg[a] = reg[b] then pc := c else pc := pc + 1;
      jlt: if reg[a] < reg[b] then pc := c else pc := pc + 1;
      jmp: pc := c;
      halt: going := false
    end
  end
end;

begin
  count := 0;
  emit(ldi, 0, 1, 0);       { 0: n := 1 }
  emit(ldi, 1, 100000, 0);   { 1: limit }
  emit(ldi, 2, 0, 0);       { 2: steps := 0 }
  emit(ldi, 3, 1, 0);       { 3: one }
  emit(ldi, 4, 3, 0);       { 4: three }
  emit(mov, 5, 0, 0);       { 5: x := n }
  emit(jeq, 5, 3, 14);      { 6: while x <> 1 }
  emit(add, 2, 2, 3);       { 7: steps }
  emit(andi, 6, 5, 0);      { 8 }
  emit(jeq, 6, 3, 12);      { 9: odd }
  emit(divi, 5, 5, 2);      { 10 }
  emit(jmp, 0, 0, 6);       { 11 }
  emit(mul, 5, 5, 4);       { 12 }
  emit(jmp, 0, 0, 17);      { 13 }
  emit(add, 0, 0, 3);       { 14: n := n + 1 }
  emit(jlt, 0, 1, 5);       { 15 }
  emit(halt, 0, 0, 0);      { 16 }
  emit(add, 5, 5, 3);       { 17 }
  emit(jmp, 0, 0, 6);       { 18 }
  for round := 1 to rounds do run;
  writeln(reg[2])
end.
