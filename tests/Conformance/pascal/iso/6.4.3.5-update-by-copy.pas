{ test: iso 6.4.3.5 accept
expect:
|1:100 2:100 3:70 4:100 
|1:150 2:100 3:70 4:100 
|1:150 2:100 3:70 4:100 
fpc: agrees
}
program UpdateByCopy(output);
{ Sequential files are updated by copying. }
type account = record no: integer; balance: integer end;
     accounts = file of account;
var old, new1: accounts; i: integer;
procedure print(var f: accounts);
begin
  reset(f);
  while not eof(f) do begin write(f^.no:1, ':', f^.balance:1, ' '); get(f) end;
  writeln
end;
procedure update(var f, g: accounts; no, amount: integer);
begin
  reset(f); rewrite(g);
  while not eof(f) do begin
    g^ := f^;
    if g^.no = no then g^.balance := g^.balance + amount;
    put(g); get(f)
  end
end;
begin
  rewrite(old);
  for i := 1 to 4 do begin old^.no := i; old^.balance := 100; put(old) end;
  update(old, new1, 3, -30); print(new1);
  update(new1, old, 1, 50); print(old);
  update(old, new1, 9, 1); print(new1)
end.
