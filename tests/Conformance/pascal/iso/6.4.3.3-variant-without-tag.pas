{ test: iso 6.4.3.3 accept
expect:
|42  0.25k
|TRUE
fpc: agrees
}
program NoTag(output);
{ A variant part without a tag field: the active variant is the one last written to. }
type mode = 1..3;
     cell = record
       case mode of
         1: (i: integer);
         2: (r: real; c: char);
         3: (b: boolean)
     end;
var a, b: cell;
begin
  a.i := 42; b := a;
  a.r := 0.25; a.c := 'k';
  writeln(b.i:1, a.r:6:2, a.c);
  b.b := true;
  a := b;
  writeln(a.b)
end.
