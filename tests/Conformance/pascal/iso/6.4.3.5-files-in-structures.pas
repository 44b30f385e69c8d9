{ test: iso 6.4.3.5 accept
expect:
|0 1 2 
|10 11 12 
|x=5
fpc: agrees
}
program FilesInStructures(output);
{ Files may be components of arrays and records, and local to procedures. }
var f: array [1..2] of file of integer; r: record log: text; n: integer end; i, k: integer;
procedure local;
var t: text; n: integer;
begin
  rewrite(t); writeln(t, 5); reset(t); read(t, n); writeln('x=', n:1)
end;
begin
  for i := 1 to 2 do begin
    rewrite(f[i]);
    for k := 0 to 2 do write(f[i], k + (i - 1) * 10)
  end;
  for i := 1 to 2 do begin
    reset(f[i]);
    while not eof(f[i]) do begin read(f[i], k); write(k:1, ' ') end;
    writeln
  end;
  rewrite(r.log); r.n := 1; writeln(r.log, r.n);
  local
end.
