{ test: dialect sets accept
expect:
|all 256
|less 192
|even 96
|more 100
|TRUE TRUE FALSE TRUE
|ranges 67
|FALSE TRUE TRUE
|2
fpc: differs rejects a range of variables in a set constructor
}
program Sets256;
var a, b: set of byte; c: set of char; i, n: integer;
function size(const s: array of integer): integer; begin size := high(s) + 1 end;
procedure count(const what: string);
var i: integer;
begin n := 0; for i := 0 to 255 do if i in a then inc(n); writeln(what, ' ', n) end;
begin
  a := [0..255]; count('all');
  a := a - [64..127]; count('less');
  b := []; for i := 0 to 127 do include(b, i * 2);
  a := a * b; count('even');
  a := a + [255, 1, 63, 64]; count('more');
  writeln([0, 255] <= a, ' ', a >= [64], ' ', a = b, ' ', a <> b);
  i := 200; a := [i..255, 0..i - 190]; count('ranges');
  c := [#0..#255] - ['A'..'Z']; writeln('A' in c, ' ', 'a' in c, ' ', #255 in c);
  writeln(size([1, 2]))
end.
