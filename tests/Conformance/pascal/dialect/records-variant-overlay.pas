{ test: dialect records accept
expect:
|1 2 3 4 1027
|767
fpc: agrees
}
program Overlay;
{ Without a tag field, variants share their memory. }
type word32 = record case integer of 0: (all: longword); 1: (half: array[0..1] of word); 2: (bytes: array[0..3] of byte) end;
var w: word32; i: integer;
begin
  w.all := $04030201;
  for i := 0 to 3 do write(w.bytes[i], ' '); writeln(w.half[1]);
  w.bytes[0] := 255; w.half[1] := 0; writeln(w.all)
end.
