{ test: dialect heap accept
expect:
|TRUE
|500 TRUE
fpc: agrees
}
program NewDispose;
type pnode = ^node; node = record key: integer; left, right: pnode end;
var root: pnode; i, x, count: integer;
procedure insert(var t: pnode; k: integer);
begin
  if t = nil then begin new(t); t^.key := k; t^.left := nil; t^.right := nil end
  else if k < t^.key then insert(t^.left, k) else if k > t^.key then insert(t^.right, k)
end;
procedure free(var t: pnode);
begin
  if t <> nil then begin free(t^.left); free(t^.right); dispose(t); t := nil; inc(count) end
end;
function depth(t: pnode): integer;
var l, r: integer;
begin
  if t = nil then exit(0);
  l := depth(t^.left); r := depth(t^.right);
  if l > r then result := l + 1 else result := r + 1
end;
begin
  root := nil; x := 1;
  for i := 1 to 500 do begin x := (x * 75 + 74) mod 65537; insert(root, x) end;
  writeln(depth(root) < 30);
  free(root); writeln(count, ' ', root = nil)
end.
