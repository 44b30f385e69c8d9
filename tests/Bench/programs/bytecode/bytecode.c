#include <stdbool.h>
#include <stdio.h>
enum opcode { LDI, MOV, ADD, MUL, DIVI, ANDI, JEQ, JLT, JMP, HALT };
static struct { enum opcode op; int a, b, c; } code[64];
static int reg[8], count;
static void emit(enum opcode op, int a, int b, int c) {
  code[count].op = op; code[count].a = a; code[count].b = b; code[count].c = c;
  count++;
}
static void run(void) {
  int pc = 0;
  bool going = true;
  while (going) {
    int a = code[pc].a, b = code[pc].b, c = code[pc].c;
    switch (code[pc].op) {
      case LDI: reg[a] = b; pc++; break;
      case MOV: reg[a] = reg[b]; pc++; break;
      case ADD: reg[a] = reg[b] + reg[c]; pc++; break;
      case MUL: reg[a] = reg[b] * reg[c]; pc++; break;
      case DIVI: reg[a] = reg[b] / c; pc++; break;
      case ANDI: reg[a] = reg[b] % 2 != 0 ? 1 : 0; pc++; break;
      case JEQ: pc = reg[a] == reg[b] ? c : pc + 1; break;
      case JLT: pc = reg[a] < reg[b] ? c : pc + 1; break;
      case JMP: pc = c; break;
      case HALT: going = false; break;
    }
  }
}
int main(void) {
  emit(LDI, 0, 1, 0); emit(LDI, 1, 100000, 0); emit(LDI, 2, 0, 0); emit(LDI, 3, 1, 0); emit(LDI, 4, 3, 0);
  emit(MOV, 5, 0, 0); emit(JEQ, 5, 3, 14); emit(ADD, 2, 2, 3); emit(ANDI, 6, 5, 0); emit(JEQ, 6, 3, 12);
  emit(DIVI, 5, 5, 2); emit(JMP, 0, 0, 6); emit(MUL, 5, 5, 4); emit(JMP, 0, 0, 17); emit(ADD, 0, 0, 3);
  emit(JLT, 0, 1, 5); emit(HALT, 0, 0, 0); emit(ADD, 5, 5, 3); emit(JMP, 0, 0, 6);
  for (int round = 1; round <= /*size*/1; round++) run();
  printf("%d\n", reg[2]);
  return 0;
}
