{ test: dialect strings accept
expect:
|1 5 6 0 0 1
|20 0 1 0
|3
fpc: agrees
}
program StringsPos;
var s: string; n, p: integer;
begin
  s := 'the cat sat on the mat';
  writeln(pos('the', s), ' ', pos('cat', s), ' ', pos('at', s), ' ', pos('dog', s), ' ', pos('', s), ' ', pos('t', s));
  writeln(pos('mat', s), ' ', pos(s, 'the'), ' ', pos(s, s), ' ', pos('a', ''));
  n := 0;
  p := pos('at', s);
  while p > 0 do begin n := n + 1; s := copy(s, p + 2, 255); p := pos('at', s) end;
  writeln(n)
end.
