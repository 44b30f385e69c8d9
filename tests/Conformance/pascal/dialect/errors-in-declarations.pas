{ test: dialect errors reject
error-at: 9
error-at: 11
error-at: 13
error-at: 17
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
  v.z := i;
  writeln(i)
end.
