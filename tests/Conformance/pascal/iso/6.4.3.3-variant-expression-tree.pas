{ test: iso 6.4.3.3 accept
expect:
|((6*(3+4))--(8)) = 50
fpc: agrees
}
program ExpressionTree(output);
type kind = (number, unary, binary);
     tree = ^node;
     node = record
       case k: kind of
         number: (value: integer);
         unary: (operand: tree);
         binary: (operator: char; left, right: tree)
     end;
var e: tree;
function num(n: integer): tree;
var t: tree; begin new(t, number); t^.k := number; t^.value := n; num := t end;
function neg(e: tree): tree;
var t: tree; begin new(t, unary); t^.k := unary; t^.operand := e; neg := t end;
function bin(o: char; l, r: tree): tree;
var t: tree;
begin new(t, binary); t^.k := binary; t^.operator := o; t^.left := l; t^.right := r; bin := t end;
function eval(e: tree): integer;
begin
  case e^.k of
    number: eval := e^.value;
    unary: eval := -eval(e^.operand);
    binary: case e^.operator of
      '+': eval := eval(e^.left) + eval(e^.right);
      '*': eval := eval(e^.left) * eval(e^.right);
      '-': eval := eval(e^.left) - eval(e^.right)
    end
  end
end;
procedure print(e: tree);
begin
  with e^ do case k of
    number: write(value:1);
    unary: begin write('-('); print(operand); write(')') end;
    binary: begin write('('); print(left); write(operator); print(right); write(')') end
  end
end;
begin
  e := bin('-', bin('*', num(6), bin('+', num(3), num(4))), neg(num(8)));
  print(e); writeln(' = ', eval(e):1)
end.
