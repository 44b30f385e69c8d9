{ test: dialect overload accept
expect:
|3 6 10
fpc: agrees
}
program OverloadRecursive;
type vec = array of integer;
function sum(const v: array of integer): integer; overload;
var i: integer;
begin result := 0; for i := 0 to high(v) do result := result + v[i] end;
function sum(a, b: integer): integer; overload;
begin sum := sum([a, b]) end;
function sum(a, b, c: integer): integer; overload;
begin sum := sum(sum(a, b), c) end;
begin
  writeln(sum(1, 2), ' ', sum(1, 2, 3), ' ', sum([1, 2, 3, 4]))
end.
