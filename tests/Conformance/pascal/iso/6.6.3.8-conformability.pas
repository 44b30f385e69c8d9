{ test: iso 6.6.3.8 accept
expect:
|1..10 11..20 5..5
|[a] [xyz]
|nested 2x3
fpc: differs no conformant arrays
}
program Conformability(output);
{ Conformable: compatible index type within the schema's, the same component type, packed alike. }
type index = 1..20; sub = 5..5;
var a: array [1..10] of boolean; b: array [11..20] of boolean; c: array [sub] of boolean;
    s1: packed array [1..1] of char; s3: packed array [1..3] of char;
    m: array [1..2] of array [0..2] of char;
procedure bounds(var v: array [lo..hi: index] of boolean);
begin write(lo:1, '..', hi:1) end;
procedure str(s: packed array [lo..hi: index] of char);
var i: index;
begin
  write('['); for i := lo to hi do write(s[i]); write(']')
end;
procedure grid(var g: array [a..b: integer; c..d: integer] of char);
begin writeln('nested ', b - a + 1:1, 'x', d - c + 1:1) end;
begin
  bounds(a); write(' '); bounds(b); write(' '); bounds(c); writeln;
  s1[1] := 'a'; s3 := 'xyz';
  str(s1); write(' '); str(s3); writeln;
  grid(m)
end.
