{ test: iso 6.6.3.3 accept
expect:
| 1 2 3 4 5
|12
|99  3
|9 4
|q
fpc: agrees
}
program VarParams(output);
type vec = array [1..5] of integer;
     link = ^integer;
var v: vec; i, j: integer; p: link; f: text; c: char;
procedure swap(var a, b: integer);
var t: integer;
begin t := a; a := b; b := t end;
procedure sort(var v: vec; lo, hi: integer);
var i, j, pivot: integer;
begin
  if lo < hi then begin
    i := lo; j := hi; pivot := v[(lo + hi) div 2];
    repeat
      while v[i] < pivot do i := i + 1;
      while v[j] > pivot do j := j - 1;
      if i <= j then begin swap(v[i], v[j]); i := i + 1; j := j - 1 end
    until i > j;
    sort(v, lo, j); sort(v, i, hi)
  end
end;
procedure alias(var a, b: integer);
begin a := a + 1; b := b * 2 end;
procedure later(var x: integer);
{ the variable is found once, before the call }
begin i := 3; x := 99 end;
procedure both(var t: text; var c: char);
begin rewrite(t); write(t, 'q'); reset(t); read(t, c) end;
begin
  v[1] := 5; v[2] := 1; v[3] := 4; v[4] := 2; v[5] := 3;
  sort(v, 1, 5);
  for j := 1 to 5 do write(v[j]:2); writeln;
  i := 5; alias(i, i); writeln(i:1);
  i := 1; later(v[i]); writeln(v[1]:1, v[3]:3);
  new(p); p^ := 8; alias(p^, v[2]); writeln(p^:1, v[2]:2);
  both(f, c); writeln(c)
end.
