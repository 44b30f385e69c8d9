public class Bytecode {
  static final int LDI = 0, MOV = 1, ADD = 2, MUL = 3, DIVI = 4, ANDI = 5, JEQ = 6, JLT = 7, JMP = 8, HALT = 9;
  static final class Instruction { int op, a, b, c; }
  static final Instruction[] code = new Instruction[64];
  static final int[] reg = new int[8];
  static int count;
  static void emit(int op, int a, int b, int c) {
    Instruction i = code[count++] = new Instruction();
    i.op = op; i.a = a; i.b = b; i.c = c;
  }
  static void run() {
    int pc = 0;
    boolean going = true;
    while (going) {
      Instruction i = code[pc];
      int a = i.a, b = i.b, c = i.c;
      switch (i.op) {
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
  public static void main(String[] args) {
    emit(LDI, 0, 1, 0); emit(LDI, 1, 100000, 0); emit(LDI, 2, 0, 0); emit(LDI, 3, 1, 0); emit(LDI, 4, 3, 0);
    emit(MOV, 5, 0, 0); emit(JEQ, 5, 3, 14); emit(ADD, 2, 2, 3); emit(ANDI, 6, 5, 0); emit(JEQ, 6, 3, 12);
    emit(DIVI, 5, 5, 2); emit(JMP, 0, 0, 6); emit(MUL, 5, 5, 4); emit(JMP, 0, 0, 17); emit(ADD, 0, 0, 3);
    emit(JLT, 0, 1, 5); emit(HALT, 0, 0, 0); emit(ADD, 5, 5, 3); emit(JMP, 0, 0, 6);
    run();
    System.out.println(reg[2]);
  }
}
