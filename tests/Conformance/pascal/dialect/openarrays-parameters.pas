{ test: dialect openarrays accept
expect:
|0..3 4; 0..4 5; 0..1 2; 0..0 1; 
|10 35 300 6
|2  8 7 2
| 1.50 1.50
|10 70
|0..4 5; 400
fpc: agrees
}
program OpenArrays;
type vec = array[5..9] of integer;
var a: array[1..4] of integer; v: vec; i: integer; w: array of integer; r: array[0..2] of real;
function sum(const x: array of integer): integer;
var i: integer;
begin result := 0; for i := low(x) to high(x) do result := result + x[i] end;
procedure double(var x: array of integer);
var i: integer;
begin for i := 0 to high(x) do x[i] := x[i] * 2 end;
function last(x: array of integer): integer;
begin x[0] := -1; last := x[high(x)] + x[0] end;
procedure info(const x: array of integer);
begin write(low(x), '..', high(x), ' ', length(x), '; ') end;
function mean(const x: array of real): real;
var i: integer;
begin result := 0; for i := 0 to high(x) do result := result + x[i] / length(x) end;
procedure nested(var x: array of integer);
begin double(x); x[high(x)] := sum(x) end;
begin
  for i := 1 to 4 do a[i] := i; for i := 5 to 9 do v[i] := i;
  setlength(w, 2); w[0] := 100; w[1] := 200;
  info(a); info(v); info(w); info([7]); writeln;
  writeln(sum(a), ' ', sum(v), ' ', sum(w), ' ', sum([1, 2, i * 0 + 3]));
  double(a); writeln(a[1], a[4]:3, ' ', last(a), ' ', a[1]);
  for i := 0 to 2 do r[i] := i + 0.5; writeln(mean(r):5:2, mean([1.0, 2.0]):5:2);
  nested(v); writeln(v[5], ' ', v[9]);
  info(v); double(w); writeln(w[1])
end.
