{ test: dialect dynarrays accept
expect:
|a/bb/ccc/ x/y/ 
|x3
|shared 1
|25
|q1r
|02
fpc: agrees
}
program DynManaged;
type names = array of string; table = array of names; node = record tags: names; n: integer end; nodes = array of node; pnode = ^node;
var t: table; ns: nodes; i, j: integer; p: pnode; fixed: array[1..2] of names;
function split(const s: string; sep: char): names;
var i, start: integer;
begin
  setlength(result, 0); start := 1;
  for i := 1 to length(s) + 1 do
    if (i > length(s)) or (s[i] = sep) then begin
      setlength(result, length(result) + 1); result[high(result)] := copy(s, start, i - start); start := i + 1
    end
end;
procedure swapfirst(var a, b: names);
var t: names;
begin t := a; a := b; b := t end;
begin
  setlength(t, 2); t[0] := split('a,bb,ccc', ','); t[1] := split('x y', ' ');
  for i := 0 to high(t) do begin for j := 0 to high(t[i]) do write(t[i][j], '/'); write(' ') end; writeln;
  swapfirst(t[0], t[1]); writeln(t[0][0], length(t[1]));
  setlength(ns, 3); for i := 0 to 2 do begin ns[i].n := i; ns[i].tags := split('k=' + chr(48 + i), '=') end;
  ns[2] := ns[0]; ns[2].tags[1] := 'shared'; writeln(ns[0].tags[1], ' ', ns[1].tags[1]);
  new(p); p^ := ns[1]; setlength(p^.tags, 5); p^.tags[4] := 'z'; writeln(length(ns[1].tags), length(p^.tags)); dispose(p);
  fixed[1] := split('q', ','); fixed[2] := fixed[1]; setlength(fixed[1], 2); fixed[1][0] := 'r'; writeln(fixed[2][0], length(fixed[2]), fixed[1][0]);
  for i := 1 to 2000 do begin setlength(t[0], i mod 50); if length(t[0]) > 10 then t[0][10] := 'abc' end; writeln(length(t[0]), length(t))
end.
