{ test: dialect aliasing accept
expect:
|15 10
|6 6
|75 13
|acef
|8
|228
|7 6 5 4 
fpc: agrees
}
program LoopInvariants;
var i, n, limit, k: integer; a: array[1..10] of integer; p: ^integer; s: string; r: record lim, v: integer end;
procedure touch; begin limit := limit + 1; n := n + 1 end;
begin
  limit := 5; n := 0;
  for i := 1 to limit do begin touch; touch end; writeln(limit, ' ', n);
  n := 0; limit := 3; while n < limit do begin n := n + 2; if limit < 8 then limit := limit + 1 end; writeln(n, ' ', limit);
  for i := 1 to 10 do a[i] := i; p := @a[3]; n := 0;
  for i := 1 to 10 do begin n := n + a[3]; p^ := p^ + 1 end; writeln(n, ' ', a[3]);
  s := 'abcdef'; i := 1; while i <= length(s) do begin if s[i] in ['b', 'd'] then delete(s, i, 1) else inc(i) end; writeln(s);
  r.lim := 3; r.v := 0; repeat with r do begin v := v + lim; if v > 5 then lim := 0 end; inc(r.v) until r.lim = 0; writeln(r.v);
  k := 0; for i := a[1] to a[2] + a[4] do begin a[2] := 100; k := k + a[i mod 3 + 1] end; writeln(k);
  n := 7; for n := n downto n - 3 do write(n, ' '); writeln
end.
