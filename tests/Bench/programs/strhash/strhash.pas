program strhash;
{ Builds words, hashes them, and counts them in a table with chains. }
const buckets = 1023; words = {size}3000000;
type link = ^entry;
     entry = record key: string[15]; count: integer; next: link end;
var table: array[0..buckets] of link; i, distinct, most: integer; seed: integer; w: string[15]; e: link;

function hash(const s: string): integer;
var h, i: integer;
begin
  h := 5381;
  for i := 1 to length(s) do h := (h * 33 + ord(s[i])) mod 1000003;
  hash := h mod (buckets + 1)
end;

procedure note(const s: string);
var h: integer; e: link;
begin
  h := hash(s);
  e := table[h];
  while (e <> nil) and (e^.key <> s) do e := e^.next;
  if e = nil then
  begin
    new(e);
    e^.key := s; e^.count := 0; e^.next := table[h];
    table[h] := e; distinct := distinct + 1
  end;
  e^.count := e^.count + 1
end;

procedure makeword;
var i: integer;
begin
  seed := (seed * 1309 + 13849) mod 65536;
  w := '';
  i := seed mod 3000;
  repeat
    w := w + chr(ord('a') + i mod 26);
    i := i div 26
  until i = 0;
  w := w + 'ing'
end;

begin
  seed := 42; distinct := 0; most := 0;
  for i := 0 to buckets do table[i] := nil;
  for i := 1 to words do begin makeword; note(w) end;
  for i := 0 to buckets do
  begin
    e := table[i];
    while e <> nil do begin if e^.count > most then most := e^.count; e := e^.next end
  end;
  writeln(distinct, ' ', most)
end.
