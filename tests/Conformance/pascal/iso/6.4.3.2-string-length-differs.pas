{ test: iso 6.4.3.2 reject
error-at: 8
fpc: differs accepts it
}
program LengthDiffers(output);
var s: packed array [1..5] of char;
begin
  s := 'four';
  writeln(s)
end.
