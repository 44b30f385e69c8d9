{ test: dialect goto accept
expect:
|2 x1 6
fpc: agrees
}
program GotoOut;
label done, again;
type rec = record a: integer end;
var i, j, n: integer; r: rec; s: string;
begin
  n := 0; s := '';
again:
  inc(n);
  for i := 1 to 5 do
    with r do begin
      a := i;
      repeat
        inc(a);
        case a of
          4: if n = 1 then begin s := s + 'x'; goto again end;
          6: begin for j := a downto 1 do if j = 3 then begin s := s + chr(48 + i); goto done end end
        end;
        while a > 100 do ;
      until a > 5
    end;
done:
  writeln(n, ' ', s, ' ', r.a)
end.
