{ test: dialect heap accept
expect:
|0 0
|TRUE
fpc: differs its blocks aren't zeroed, and it has no memavail
}
program SmallBlocks;
{ Blocks of several sizes come and go in an order of their own; each is empty when it comes, keeps what is written, and in the end
  nothing is missing. }
type r1 = record a: integer end;
     r2 = record a, b, c, d: integer end;
     r3 = record a: array[1..12] of integer end;
     r4 = record a: array[1..60] of integer end;
     r5 = record a: array[1..200] of integer end;
var p1: array[0..63] of ^r1; p2: array[0..63] of ^r2; p3: array[0..63] of ^r3; p4: array[0..63] of ^r4; p5: array[0..63] of ^r5;
    step, at, seed, dirty, lost: integer; before: int64;

function next(limit: integer): integer;
begin
  seed := (seed * 1103 + 12345) mod 65536;
  next := seed mod limit
end;

begin
  before := memavail; seed := 1; dirty := 0; lost := 0;
  for step := 1 to 20000 do begin
    at := next(64);
    case next(5) of
      0: if p1[at] = nil then begin new(p1[at]); if p1[at]^.a <> 0 then inc(dirty); p1[at]^.a := at + 1 end
         else begin if p1[at]^.a <> at + 1 then inc(lost); dispose(p1[at]); p1[at] := nil end;
      1: if p2[at] = nil then begin new(p2[at]); if p2[at]^.d <> 0 then inc(dirty); p2[at]^.a := -1; p2[at]^.d := at + 2 end
         else begin if p2[at]^.d <> at + 2 then inc(lost); dispose(p2[at]); p2[at] := nil end;
      2: if p3[at] = nil then begin new(p3[at]); if p3[at]^.a[12] <> 0 then inc(dirty); p3[at]^.a[1] := -1; p3[at]^.a[12] := at + 3 end
         else begin if p3[at]^.a[12] <> at + 3 then inc(lost); dispose(p3[at]); p3[at] := nil end;
      3: if p4[at] = nil then begin getmem(p4[at], 240); if p4[at]^.a[60] <> 0 then inc(dirty); p4[at]^.a[2] := -1; p4[at]^.a[60] := at + 4 end
         else begin if p4[at]^.a[60] <> at + 4 then inc(lost); freemem(p4[at]); p4[at] := nil end;
      4: if p5[at] = nil then begin new(p5[at]); if p5[at]^.a[200] <> 0 then inc(dirty); p5[at]^.a[1] := -1; p5[at]^.a[200] := at + 5 end
         else begin if p5[at]^.a[200] <> at + 5 then inc(lost); dispose(p5[at]); p5[at] := nil end
    end
  end;
  for at := 0 to 63 do begin
    if p1[at] <> nil then dispose(p1[at]);
    if p2[at] <> nil then dispose(p2[at]);
    if p3[at] <> nil then dispose(p3[at]);
    if p4[at] <> nil then freemem(p4[at]);
    if p5[at] <> nil then dispose(p5[at])
  end;
  writeln(dirty, ' ', lost);
  writeln(memavail = before)
end.
