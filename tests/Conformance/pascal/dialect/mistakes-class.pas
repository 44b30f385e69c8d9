{ test: dialect mistakes reject
error-at: 8
says: 'class' isn't part of this Pascal
fpc: differs fpc has them
}
program P;
type
  animal = class
    name: string;
    procedure speak; virtual;
    constructor create(n: string);
  end;
var a: integer;
begin
  a := 1;
  writeln(a)
end.
