{ test: dialect typedconst accept
expect:
|5 60 start 0.50q
|7 7 
fpc: agrees
}
program InitVars;
var a: integer = 5;
    v: array[1..3] of byte = (10, 20, 30);
    s: string = 'start';
    r: record p: real; q: char end = (p: 0.5; q: 'q');
procedure local;
var n: integer = 7;
begin write(n, ' '); inc(n) end;
begin
  writeln(a, ' ', v[1] + v[2] + v[3], ' ', s, ' ', r.p:4:2, r.q);
  local; local; writeln
end.
