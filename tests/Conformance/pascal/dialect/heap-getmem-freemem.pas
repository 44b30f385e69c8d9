{ test: dialect heap accept
expect:
|124716 246
|12345
|done
fpc: agrees
}
program GetFree;
type bytes = array[0..999] of byte; pbytes = ^bytes; pint = ^integer;
var p, q: pbytes; g: pointer; i, n: integer; big: array[1..50] of pointer;
begin
  getmem(p, 1000); getmem(q, 10);
  for i := 0 to 999 do p^[i] := i mod 256;
  for i := 0 to 9 do q^[i] := 255 - i;
  n := 0; for i := 0 to 999 do n := n + p^[i]; writeln(n, ' ', q^[9]);
  freemem(p, 1000); freemem(q);
  getmem(g, sizeof(integer)); pint(g)^ := 12345; writeln(pint(g)^); freemem(g);
  for n := 1 to 20 do begin
    for i := 1 to 50 do begin getmem(big[i], i * 1000); pint(big[i])^ := i * n end;
    for i := 1 to 50 do begin if pint(big[i])^ <> i * n then writeln('corrupt'); freemem(big[i], i * 1000) end
  end;
  writeln('done')
end.
