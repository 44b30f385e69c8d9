{ test: dialect strings accept
expect:
|hello5
|hello!
|same
|wxyz wz
|hellowxyz
|hdllo
fpc: agrees
}
program CharArrays;
{ Packed arrays of char and strings mix. }
var a: packed array[1..5] of char; s: string; b: array[0..3] of char;
begin
  a := 'hello'; s := a; writeln(s, length(s));
  s := a + '!'; writeln(s);
  if a = 'hello' then writeln('same');
  b := 'wxyz'; s := b; writeln(s, ' ', b[0], b[3]);
  writeln(a, b);
  s := 'abcde'; a[2] := s[4]; writeln(a)
end.
