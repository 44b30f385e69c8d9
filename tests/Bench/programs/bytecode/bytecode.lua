local LDI, MOV, ADD, MUL, DIVI, ANDI, JEQ, JLT, JMP, HALT = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
local code, reg, count = {}, { [0] = 0, 0, 0, 0, 0, 0, 0, 0 }, 0
local function emit(op, a, b, c) code[count] = { op = op, a = a, b = b, c = c }; count = count + 1 end
local function run()
  local pc, going = 0, true
  while going do
    local i = code[pc]
    local op, a, b, c = i.op, i.a, i.b, i.c
    if op == LDI then reg[a] = b; pc = pc + 1
    elseif op == MOV then reg[a] = reg[b]; pc = pc + 1
    elseif op == ADD then reg[a] = reg[b] + reg[c]; pc = pc + 1
    elseif op == MUL then reg[a] = reg[b] * reg[c]; pc = pc + 1
    elseif op == DIVI then reg[a] = reg[b] // c; pc = pc + 1
    elseif op == ANDI then reg[a] = reg[b] % 2; pc = pc + 1
    elseif op == JEQ then if reg[a] == reg[b] then pc = c else pc = pc + 1 end
    elseif op == JLT then if reg[a] < reg[b] then pc = c else pc = pc + 1 end
    elseif op == JMP then pc = c
    else going = false end
  end
end
emit(LDI, 0, 1, 0); emit(LDI, 1, 100000, 0); emit(LDI, 2, 0, 0); emit(LDI, 3, 1, 0); emit(LDI, 4, 3, 0)
emit(MOV, 5, 0, 0); emit(JEQ, 5, 3, 14); emit(ADD, 2, 2, 3); emit(ANDI, 6, 5, 0); emit(JEQ, 6, 3, 12)
emit(DIVI, 5, 5, 2); emit(JMP, 0, 0, 6); emit(MUL, 5, 5, 4); emit(JMP, 0, 0, 17); emit(ADD, 0, 0, 3)
emit(JLT, 0, 1, 5); emit(HALT, 0, 0, 0); emit(ADD, 5, 5, 3); emit(JMP, 0, 0, 6)
run()
print(reg[2])
