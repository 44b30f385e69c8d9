program fannkuch;
const n = {size}10;
type perm = array[0..n - 1] of integer;
var p, q, s: perm; i, j, k, r, flips, maxflips, checksum, sign, t: integer; more: boolean;
begin
  for i := 0 to n - 1 do begin p[i] := i; s[i] := i end;
  sign := 1; maxflips := 0; checksum := 0; more := true;
  while more do
  begin
    if p[0] <> 0 then
    begin
      for i := 0 to n - 1 do q[i] := p[i];
      flips := 0;
      k := q[0];
      repeat
        i := 0; j := k;
        while i < j do
        begin
          t := q[i]; q[i] := q[j]; q[j] := t;
          i := i + 1; j := j - 1
        end;
        flips := flips + 1;
        k := q[0]
      until k = 0;
      if flips > maxflips then maxflips := flips;
      checksum := checksum + sign * flips
    end;
    if sign = 1 then
    begin
      t := p[0]; p[0] := p[1]; p[1] := t;
      sign := -1
    end
    else
    begin
      t := p[1]; p[1] := p[2]; p[2] := t;
      sign := 1;
      r := 2;
      while more and (r < n) and (s[r] = 0) do
      begin
        s[r] := r;
        if r = n - 1 then more := false
        else
        begin
          t := p[0];
          for i := 0 to r do p[i] := p[i + 1];
          p[r + 1] := t
        end;
        r := r + 1
      end;
      if more and (r < n) then s[r] := s[r] - 1
    end
  end;
  writeln(checksum, ' ', maxflips)
end.
