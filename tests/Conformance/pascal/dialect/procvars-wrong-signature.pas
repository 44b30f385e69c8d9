{ test: dialect procvars reject
error-at: 10
fpc: agrees
}
program WrongSignature;
type action = procedure(n: integer);
procedure hello; begin writeln('hello') end;
var a: action;
begin
  a := @hello;
  a(1)
end.
