{ test: dialect goto accept
expect:
|50000 left
|kept 3
fpc: differs has non-local goto in other modes alone
}
program Releases;
label 1, 2;
type list = array of integer;
     box = record items: list; name: string[10] end;
var rounds: integer; kept: list;

function made(n: integer): list;
begin
  setlength(result, n);
  result[n - 1] := n
end;

procedure deep(level: integer);
var local: list; b: box; i: integer;
begin
  setlength(local, 500);
  b.items := local;
  setlength(b.items, 700);
  local[499] := level;
  if level > 0 then deep(level - 1)
  else
  begin
    if length(made(300)) + made(40)[39] <> 340 then writeln('wrong');
    goto 1
  end;
  for i := 0 to 499 do writeln('not reached')
end;

procedure keep(const shared: list);
begin
  kept := shared;
  if length(kept) > 0 then goto 2
end;

procedure share;
var own: list;
begin
  own := made(3);
  keep(own)
end;

begin
  rounds := 0;
1:
  rounds := rounds + 1;
  if rounds <= 50000 then deep(4);
  writeln(rounds - 1, ' left');
  share;
2:
  writeln('kept ', kept[2])
end.
