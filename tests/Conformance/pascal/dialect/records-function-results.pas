{ test: dialect records accept
expect:
| 11.0 22.0 33.0
|  0.0  0.0  1.0
|  0.0 88.0 44.0
|832040
|211
|right left right
fpc: agrees
}
program RecordResults;
type vec = record x, y, z: real end; mat = array[1..2, 1..2] of integer; pair = record a, b: string[8] end;
function v(x, y, z: real): vec; begin v.x := x; v.y := y; v.z := z end;
function add(const a, b: vec): vec; begin result.x := a.x + b.x; result.y := a.y + b.y; result.z := a.z + b.z end;
function cross(a, b: vec): vec;
begin cross := v(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x) end;
function mul(const a, b: mat): mat;
var i, j, k: integer;
begin for i := 1 to 2 do for j := 1 to 2 do begin result[i, j] := 0; for k := 1 to 2 do inc(result[i, j], a[i, k] * b[k, j]) end end;
function power(m: mat; n: integer): mat;
begin if n = 1 then exit(m); if odd(n) then exit(mul(m, power(m, n - 1))); power := power(mul(m, m), n div 2) end;
function swap2(p: pair): pair; begin result.a := p.b; result.b := p.a end;
procedure show(const a: vec); begin writeln(a.x:5:1, a.y:5:1, a.z:5:1) end;
var a: vec; m: mat; p: pair;
begin
  a := add(v(1, 2, 3), v(10, 20, 30)); show(a); show(cross(v(1, 0, 0), v(0, 1, 0))); a := add(a, a); show(add(a, cross(a, v(1, 1, 1))));
  m[1, 1] := 1; m[1, 2] := 1; m[2, 1] := 1; m[2, 2] := 0; writeln(power(m, 30)[1, 2]); m := mul(m, m); writeln(m[1, 1], m[1, 2], m[2, 2]);
  p.a := 'left'; p.b := 'right'; p := swap2(p); writeln(p.a, ' ', swap2(p).a, ' ', swap2(swap2(p)).a)
end.
