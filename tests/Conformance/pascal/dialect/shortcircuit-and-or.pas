{ test: dialect shortcircuit accept
expect:
|nil is safe
|still safe
|4
|calls 2
|calls 3
|calls 6
fpc: agrees
}
program ShortCircuit;
type link = ^node; node = record n: integer; next: link end;
var p: link; a: array[1..3] of integer; i, calls: integer;
function say(b: boolean): boolean;
begin inc(calls); say := b end;
begin
  p := nil;
  if (p <> nil) and (p^.n > 0) then writeln('no') else writeln('nil is safe');
  if (p = nil) or (p^.n > 0) then writeln('still safe');
  for i := 1 to 3 do a[i] := i * 2;
  i := 1;
  while (i <= 3) and (a[i] <> 5) do inc(i);
  writeln(i);
  calls := 0;
  if say(false) and say(true) or say(true) then writeln('calls ', calls);
  if say(true) or say(true) and say(false) then writeln('calls ', calls);
  if not (say(true) and say(false)) and say(true) then writeln('calls ', calls)
end.
