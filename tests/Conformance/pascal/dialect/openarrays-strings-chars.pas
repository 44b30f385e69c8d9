{ test: dialect openarrays accept
expect:
|22
|one, two, three
|single
fpc: agrees
}
program OpenArrayChars;
var w: packed array[1..5] of char; s: array[1..3] of string[4];
function count(const x: array of char; c: char): integer;
var i: integer;
begin result := 0; for i := 0 to high(x) do if x[i] = c then inc(result) end;
procedure join(const x: array of string);
var i: integer;
begin for i := 0 to high(x) do begin if i > 0 then write(', '); write(x[i]) end; writeln end;
begin
  w := 'level'; writeln(count(w, 'l'), count(['a', 'b', 'a'], 'a'));
  join(['one', 'two', 'three']);
  join(['single'])
end.
