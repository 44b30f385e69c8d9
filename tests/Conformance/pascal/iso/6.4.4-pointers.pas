{ test: iso 6.4.4 accept
expect:
|0/2 3/3 5/1 6/2 7/0 
|TRUE TRUE TRUE
|7/0 
fpc: agrees
}
program Pointers(output);
type tree = ^node;
     node = record key: integer; left, right: tree end;
var root, p, q: tree; i, n: integer;
procedure insert(var t: tree; key: integer);
begin
  if t = nil then begin
    new(t); t^.key := key; t^.left := nil; t^.right := nil
  end else if key < t^.key then insert(t^.left, key)
  else if key > t^.key then insert(t^.right, key)
end;
procedure walk(t: tree; depth: integer);
begin
  if t <> nil then begin
    walk(t^.left, depth + 1);
    write(t^.key:1, '/', depth:1, ' ');
    walk(t^.right, depth + 1)
  end
end;
begin
  root := nil; n := 7;
  for i := 1 to 10 do begin insert(root, n); n := (n * 5 + 3) mod 11 end;
  walk(root, 0); writeln;
  p := root; q := p;
  writeln(p = q, ' ', p <> root^.left, ' ', root^.right = nil);
  q := root^.left; p^.left := nil;
  walk(root, 0); writeln
end.
