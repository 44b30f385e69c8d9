{ test: iso 6.8.2.1 accept
expect:
|done
fpc: agrees
}
program Empty(output);
label 9;
var i: integer;
begin
  ;;
  for i := 1 to 3 do;
  if true then;
  while false do;
  i := 2;
  case i of 1: ; 2: ; 3: writeln('three') end;
  begin ; end;
  writeln('done');
9:
end.
