{ test: iso 6.6.5.3 accept
expect:
|the  3
|cat  1
|and  2
|dog  1
fpc: agrees
}
program HashTable(output);
const size = 7;
type word = packed array [1..4] of char;
     link = ^entry; entry = record w: word; n: integer; next: link end;
var table: array [0..6] of link; i: integer;
function hash(w: word): integer;
var i, h: integer;
begin
  h := 0; for i := 1 to 4 do h := (h * 31 + ord(w[i])) mod size; hash := h
end;
procedure count(w: word);
var p: link; h: integer; found: boolean;
begin
  h := hash(w); p := table[h]; found := false;
  while (p <> nil) and not found do
    if p^.w = w then begin found := true; p^.n := p^.n + 1 end else p := p^.next;
  if not found then begin new(p); p^.w := w; p^.n := 1; p^.next := table[h]; table[h] := p end
end;
procedure show(w: word);
var p: link;
begin
  p := table[hash(w)];
  while p^.w <> w do p := p^.next;
  writeln(w, p^.n:2)
end;
begin
  for i := 0 to size - 1 do table[i] := nil;
  count('the '); count('cat '); count('and '); count('the '); count('dog '); count('and '); count('the ');
  show('the '); show('cat '); show('and '); show('dog ')
end.
