{ test: dialect procvars accept
expect:
|5
|65
|11 20 
|<7><1><4><9>
|hello
|42
|10 24 30
|TRUE TRUE TRUE
fpc: agrees
}
program ProcVars;
type binary = function(a, b: integer): integer;
     action = procedure(n: integer);
     plain = procedure;
function add(a, b: integer): integer; begin add := a + b end;
function mul(a, b: integer): integer; begin mul := a * b end;
procedure show(n: integer); begin write('<', n, '>') end;
procedure hello; begin writeln('hello') end;
var f, g: binary; table: array[1..2] of binary; a: action; p: plain; r: record f: binary; n: integer end; i: integer;
function fold(f: binary; const x: array of integer; start: integer): integer;
var i: integer;
begin result := start; for i := 0 to high(x) do result := f(result, x[i]) end;
function choose(product: boolean): binary;
begin if product then result := @mul else result := @add end;
begin
  f := @add; writeln(f(2, 3)); g := f; f := @mul; writeln(f(2, 3), g(2, 3));
  table[1] := @add; table[2] := @mul; for i := 1 to 2 do write(table[i](10, i), ' '); writeln;
  a := @show; a(7); for i := 1 to 3 do a(i * i); writeln;
  p := @hello; p();
  r.f := @mul; r.n := 6; writeln(r.f(r.n, 7));
  writeln(fold(@add, [1, 2, 3, 4], 0), ' ', fold(@mul, [1, 2, 3, 4], 1), ' ', fold(choose(true), [5, 6], 1));
  f := nil; writeln(f = nil, ' ', g <> nil, ' ', @g <> nil)
end.
