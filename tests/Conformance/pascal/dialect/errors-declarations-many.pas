{ test: dialect errors reject
error-at: 13
error-at: 14
error-at: 15
error-at: 16
error-at: 17
error-at: 18
error-at: 19
error-at: 20
fpc: agrees
}
program DeclarationsMany;
const a = 1; a = 2;
type t = array[1..nowhere] of integer;
     u = set of real;
     w = 5..2;
     s = string[300];
var x: t; y: u; z: missing;
    n, m, n: integer;
procedure p(i, i: integer); begin end;
begin
  m := a; y := [];
  x[1] := 2
end.
