{ test: iso 6.1.3 accept
expect:
|1T
|11
fpc: agrees
}
program Redefine(output);
{ Required identifiers aren't reserved: any of them can be declared anew. }
var abs: array [1..3] of integer;
procedure inner;
type integer = (zero, one, two);
     real = char;
var maxint: integer; true: real;
  function sqrt(x: integer): integer;
  begin
    if x = two then sqrt := one else sqrt := zero
  end;
begin
  maxint := sqrt(two);
  true := 'T';
  writeln(ord(maxint):1, true)
end;
begin
  inner;
  abs[2] := 7;
  writeln(abs[2] + sqr(2):1)
end.
