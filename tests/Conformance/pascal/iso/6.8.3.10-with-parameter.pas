{ test: iso 6.8.3.10 accept
expect:
|-4,3
|-40,3
|-4,3
fpc: agrees
}
program WithParam(output);
type vec = record x, y: integer end;
var a: vec;
procedure turn(var v: vec);
var t: integer;
begin
  with v do begin t := x; x := -y; y := t end
end;
procedure each(v: vec; procedure show(x, y: integer));
begin with v do begin x := x * 10; show(x, y) end end;
procedure print(a, b: integer);
begin writeln(a:1, ',', b:1) end;
begin
  with a do begin x := 3; y := 4; turn(a); print(x, y); each(a, print); print(x, y) end
end.
