{ test: iso 6.8.3.5 accept
expect:
|3628800
fpc: agrees
}
program Interpreter(output);
{ A stack machine: cases, arrays of variant records, and a loop. }
type opcode = (lit, add, sub, mul, cmp, jmp, jz, load, store, print, stop);
     instr = packed record case op: opcode of
       lit: (value: integer); jmp, jz: (target: 0..99); load, store: (reg: 'a'..'d');
       add, sub, mul, cmp, print, stop: () end;
var code: array [0..99] of instr; n: 0..100; regs: array ['a'..'d'] of integer;
procedure gen(op: opcode; arg: integer);
begin
  code[n].op := op;
  with code[n] do
    case op of
      lit: value := arg;
      jmp, jz: target := arg;
      load, store: reg := chr(arg);
      add, sub, mul, cmp, print, stop:
    end;
  n := n + 1
end;
procedure run;
var pc, sp: integer; stack: array [1..20] of integer; running: boolean;
  procedure push(v: integer); begin sp := sp + 1; stack[sp] := v end;
  function pop: integer; begin pop := stack[sp]; sp := sp - 1 end;
  procedure binary(op: opcode);
  var b: integer;
  begin
    b := pop;
    case op of add: push(pop + b); sub: push(pop - b); mul: push(pop * b); cmp: push(ord(pop > b)) end
  end;
begin
  pc := 0; sp := 0; running := true;
  while running do
    with code[pc] do begin
      pc := pc + 1;
      case op of
        lit: push(value); add, sub, mul, cmp: binary(op);
        jmp: pc := target; jz: if pop = 0 then pc := target;
        load: push(regs[reg]); store: regs[reg] := pop;
        print: writeln(pop:1); stop: running := false
      end
    end
end;
begin
  n := 0;
  gen(lit, 1); gen(store, ord('a')); gen(lit, 10); gen(store, ord('b'));
  gen(load, ord('b')); gen(lit, 0); gen(cmp, 0); gen(jz, 17);
  gen(load, ord('a')); gen(load, ord('b')); gen(mul, 0); gen(store, ord('a'));
  gen(load, ord('b')); gen(lit, 1); gen(sub, 0); gen(store, ord('b')); gen(jmp, 4);
  gen(load, ord('a')); gen(print, 0); gen(stop, 0);
  run
end.
