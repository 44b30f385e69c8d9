{ test: dialect typedconst accept
expect:
|square  49      1.5
|twice  14  -2000.0
|42 TRUEFALSE xyzb
fpc: agrees
}
program TypedPointers;
type fn = function(x: integer): integer; pint = ^integer;
     entry = record name: string[6]; f: fn; limit: real end;
function sq(x: integer): integer; begin sq := x * x end;
function tw(x: integer): integer; begin tw := 2 * x end;
var shared: integer = 41;
const table: array[0..1] of entry = ((name: 'square'; f: @sq; limit: 1.5), (name: 'twice'; f: @tw; limit: -2e3));
      where: pint = @shared;
      bits: array[boolean] of set of 1..40 = ([1, 40], [2..5]);
      text: array[1..2] of packed array[1..3] of char = ('abc', 'xyz');
var i: integer;
begin
  for i := 0 to 1 do writeln(table[i].name, table[i].f(7):4, table[i].limit:9:1);
  inc(where^); writeln(shared, ' ', 40 in bits[false], 40 in bits[true], ' ', text[2], text[1][2])
end.
