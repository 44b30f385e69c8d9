{ test: iso 6.6.2 accept
expect:
|  1  2  3  2  4  6
|6
fpc: agrees
}
program PointerResult(output);
type p = ^rec; rec = record v: integer; next: p end;
var a: p;
function cons(n: integer; l: p): p;
var q: p; begin new(q); q^.v := n; q^.next := l; cons := q end;
function len(l: p): integer;
begin if l = nil then len := 0 else len := 1 + len(l^.next) end;
function append(a, b: p): p;
begin if a = nil then append := b else append := cons(a^.v, append(a^.next, b)) end;
function map(l: p; function f(n: integer): integer): p;
begin if l = nil then map := nil else map := cons(f(l^.v), map(l^.next, f)) end;
function twice(n: integer): integer; begin twice := 2 * n end;
procedure print(l: p);
begin if l = nil then writeln else begin write(l^.v:3); print(l^.next) end end;
begin
  a := cons(1, cons(2, cons(3, nil)));
  print(append(a, map(a, twice))); writeln(len(append(a, a)):1)
end.
