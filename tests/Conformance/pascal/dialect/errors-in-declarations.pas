{ test: dialect errors reject
error-at: 8
error-at: 10
error-at: 12
fpc: agrees
}
program InDeclarations;
const a = 5 +;
      b = 3;
type t = array[1..] of integer;
     u = record x, y: integer end;
var v: u; w: arry of integer;
    i: integer;
begin
  v.x := b; i := v.x;
  writeln(i)
end.
