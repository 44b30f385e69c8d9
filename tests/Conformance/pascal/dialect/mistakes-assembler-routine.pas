{ test: dialect mistakes reject
error-at: 8
says: assembler isn't part of this Pascal
fpc: differs fpc has them
}
program P;
function f(n: integer): integer; assembler;
asm
  mov eax, n
  add eax, 0FFh
end;
begin
  writeln(f(1))
end.
