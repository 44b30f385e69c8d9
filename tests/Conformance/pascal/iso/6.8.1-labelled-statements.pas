{ test: iso 6.8.1 accept
expect:
|20
|end
fpc: agrees
}
program Labelled(output);
label 1, 2, 3, 4;
var i, s: integer;
begin
  i := 0; s := 0;
1: begin
     2: i := i + 1;
     if i mod 2 = 0 then 3: s := s + i;
     4:
   end;
  if i < 9 then goto 1;
  writeln(s:1);
  ; ;
  if s > 0 then else writeln('never');
  repeat until true;
  begin end;
  writeln('end')
end.
