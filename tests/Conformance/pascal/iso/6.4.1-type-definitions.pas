{ test: iso 6.4.1 accept
expect:
|   1   1   4  50   9   9
fpc: agrees
}
program TypeDefs(output);
type number = integer;
     vector = array [1..3] of number;
     same = vector;
     ref = ^item;          { a pointer may name a type that comes later }
     item = record data: same; link: ref end;
var v: vector; s: same; p: ref; i: number;
begin
  for i := 1 to 3 do v[i] := i * i;
  s := v;
  new(p);
  p^.data := s;
  p^.link := nil;
  s[2] := 50;
  for i := 1 to 3 do write(p^.data[i]:4, s[i]:4);
  writeln
end.
