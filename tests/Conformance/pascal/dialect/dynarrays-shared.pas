{ test: dialect dynarrays accept
expect:
|41
|9 7
|500 4 13
|9
fpc: agrees
}
program Shared;
{ A dynamic array is a reference: parameters and fields share it. }
type vec = array of integer; box = record data: vec; n: integer end;
procedure poke(v: vec); begin v[0] := v[0] + 1 end;
procedure replace(var v: vec); begin setlength(v, 1); v[0] := 500 end;
function make(n: integer): vec;
var i: integer;
begin setlength(result, n); for i := 0 to n - 1 do result[i] := n - i end;
var a, b: vec; r, q: box;
begin
  a := make(3); poke(a); writeln(a[0], a[2]);
  r.data := a; q := r; q.data[1] := 9; writeln(a[1], ' ', length(make(7)));
  b := a; replace(a); writeln(a[0], ' ', b[0], ' ', length(a), length(b));
  writeln(q.data[1])
end.
