{ test: iso 6.4.2.4 accept
expect:
|-36846
|-240 80000
|-1 1
|127
fpc: agrees
}
program SubrangeStorage(output);
{ Subranges of every size, signed and unsigned, alone and in structures. }
type a = 0..255; b = -128..127; c = 0..65535; d = -32768..32767; e = -70000..70000; f = 250..260;
var r: record va: a; vb: b; vc: c; vd: d; ve: e; vf: f end; x: array [1..3] of b; y: packed array [1..3] of c; p: ^d; i: integer;
begin
  with r do begin va := 255; vb := -128; vc := 65535; vd := -32768; ve := -70000; vf := 260; writeln(va + vb + vc + vd + ve + vf:1) end;
  for i := 1 to 3 do begin x[i] := -40 * i; y[i] := i * 20000 end;
  writeln(x[1] + x[2] + x[3]:1, ' ', y[1] + y[3]:1);
  new(p); p^ := -1; r.vd := p^; r.va := -p^; writeln(r.vd:1, r.va:2);
  r.vb := r.vb + 255; writeln(r.vb:1)
end.
