{ test: dialect procvars accept
expect:
|sum 15
|max 9
fpc: differs has no procedural parameters of nested routines in this mode
}
program NestedParams;
{ The standard's procedural parameters are there beside procedural types, for nested routines too. }
var a: array[1..5] of integer = (1, 9, 2, 0, 3);
procedure each(procedure act(n: integer));
var i: integer;
begin for i := 1 to 5 do act(a[i]) end;
procedure run;
var sum, max: integer;
  procedure add(n: integer); begin sum := sum + n end;
  procedure most(n: integer); begin if n > max then max := n end;
begin
  sum := 0; max := 0; each(add); each(most);
  writeln('sum ', sum); writeln('max ', max)
end;
begin
  run
end.
