{ test: dialect mistakes reject
error-at: 10
says: assembler isn't part of this Pascal
fpc: differs fpc has them
}
program P;
var a: integer;
begin
  a := 1;
  asm
    mov eax, a
    add eax, 0A5h
    test byte ptr [eax], 'x'
    mov a, eax
  end;
  writeln(a)
end.
