{ test: iso 6.8.2.4 accept
expect:
|1   204
|2  1543
|3   622
|gave up -75
fpc: agrees
}
program FromLoops(output);
{ A non-local goto out of for loops, with statements and activations, over and over. }
label 10;
type rec = record n: integer; v: array [1..5] of integer end;
var r: rec; i, found, tries: integer;
procedure scan(wanted: integer);
label 20;
var i, j: integer; local: rec;
  procedure check(x: integer);
  var i: integer;
  begin
    for i := 1 to 3 do
      with local do begin
        n := n + 1;
        if x = wanted then begin found := x * 100 + n; goto 10 end;
        if n > 400 then goto 20
      end
  end;
begin
  local.n := 0;
  for i := 1 to 5 do for j := 1 to 5 do check(i * j + r.v[j] * 0);
20: found := -local.n
end;
begin
  tries := 0; for i := 1 to 5 do r.v[i] := i;
  found := 0; r.n := 3;
10: if tries > 0 then writeln(tries:1, found:6);
  tries := tries + 1;
  case tries of
    1: scan(2); 2: scan(15); 3: scan(6); 4: begin scan(99); writeln('gave up', found:4) end
  end
end.
