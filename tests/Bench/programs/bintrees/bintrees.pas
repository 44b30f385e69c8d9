program bintrees;
const depth = 14; rounds = {size}240;
type tree = ^node;
     node = record left, right: tree end;
var round: integer; total: int64; t: tree;

function make(d: integer): tree;
var t: tree;
begin
  new(t);
  if d = 0 then begin t^.left := nil; t^.right := nil end
  else begin t^.left := make(d - 1); t^.right := make(d - 1) end;
  make := t
end;

function check(t: tree): integer;
begin
  if t^.left = nil then check := 1 else check := 1 + check(t^.left) + check(t^.right)
end;

procedure free(t: tree);
begin
  if t^.left <> nil then begin free(t^.left); free(t^.right) end;
  dispose(t)
end;

begin
  total := 0;
  for round := 1 to rounds do
  begin
    t := make(depth);
    total := total + check(t);
    free(t)
  end;
  writeln(total)
end.
