program sha256;
{ SHA-256 (FIPS 180-4) of one block, chained many times. Words are unsigned, so additions are done modulo 2^32. }
{$Q-}{$R-}
const rounds = {size}400000;
type word32 = longword; state = array[0..7] of word32;
const
  k: array[0..63] of word32 = (
    $428a2f98, $71374491, $b5c0fbcf, $e9b5dba5, $3956c25b, $59f111f1, $923f82a4, $ab1c5ed5,
    $d807aa98, $12835b01, $243185be, $550c7dc3, $72be5d74, $80deb1fe, $9bdc06a7, $c19bf174,
    $e49b69c1, $efbe4786, $0fc19dc6, $240ca1cc, $2de92c6f, $4a7484aa, $5cb0a9dc, $76f988da,
    $983e5152, $a831c66d, $b00327c8, $bf597fc7, $c6e00bf3, $d5a79147, $06ca6351, $14292967,
    $27b70a85, $2e1b2138, $4d2c6dfc, $53380d13, $650a7354, $766a0abb, $81c2c92e, $92722c85,
    $a2bfe8a1, $a81a664b, $c24b8b70, $c76c51a3, $d192e819, $d6990624, $f40e3585, $106aa070,
    $19a4c116, $1e376c08, $2748774c, $34b0bcb5, $391c0cb3, $4ed8aa4a, $5b9cca4f, $682e6ff3,
    $748f82ee, $78a5636f, $84c87814, $8cc70208, $90befffa, $a4506ceb, $bef9a3f7, $c67178f2);
  start: state = (
    $6a09e667, $bb67ae85, $3c6ef372, $a54ff53a, $510e527f, $9b05688c, $1f83d9ab, $5be0cd19);
var h: state; w: array[0..63] of word32; i, n: integer;

function hex(x: word32): string;
const digits = '0123456789abcdef';
var i: integer; s: string[8];
begin
  s := '';
  for i := 7 downto 0 do s := s + digits[((x shr (4 * i)) and 15) + 1];
  hex := s
end;

procedure compress;
var t: integer; a, b, c, d, e, f, g, hh, s0, s1, t1, t2: word32;
begin
  for t := 16 to 63 do
  begin
    s0 := ((w[t - 15] shr 7) or (w[t - 15] shl 25)) xor ((w[t - 15] shr 18) or (w[t - 15] shl 14)) xor (w[t - 15] shr 3);
    s1 := ((w[t - 2] shr 17) or (w[t - 2] shl 15)) xor ((w[t - 2] shr 19) or (w[t - 2] shl 13)) xor (w[t - 2] shr 10);
    w[t] := w[t - 16] + s0 + w[t - 7] + s1
  end;
  a := h[0]; b := h[1]; c := h[2]; d := h[3]; e := h[4]; f := h[5]; g := h[6]; hh := h[7];
  for t := 0 to 63 do
  begin
    s1 := ((e shr 6) or (e shl 26)) xor ((e shr 11) or (e shl 21)) xor ((e shr 25) or (e shl 7));
    t1 := hh + s1 + ((e and f) xor ((not e) and g)) + k[t] + w[t];
    s0 := ((a shr 2) or (a shl 30)) xor ((a shr 13) or (a shl 19)) xor ((a shr 22) or (a shl 10));
    t2 := s0 + ((a and b) xor (a and c) xor (b and c));
    hh := g; g := f; f := e; e := d + t1; d := c; c := b; b := a; a := t1 + t2
  end;
  h[0] := h[0] + a; h[1] := h[1] + b; h[2] := h[2] + c; h[3] := h[3] + d;
  h[4] := h[4] + e; h[5] := h[5] + f; h[6] := h[6] + g; h[7] := h[7] + hh
end;

begin
  h := start;
  for n := 1 to rounds do
  begin
    for i := 0 to 7 do begin w[i] := h[i]; w[i + 8] := word32(n + i) end;
    compress
  end;
  for i := 0 to 7 do write(hex(h[i]));
  writeln
end.
