{ test: iso 6.8.3.6 accept
expect:
|385
|385
|385
fpc: agrees
}
program Repetitive(output);
{ The same sum by each of the three repetitive statements. }
var i, s: integer;
begin
  s := 0; for i := 1 to 10 do s := s + i * i; writeln(s:1);
  s := 0; i := 1; while i <= 10 do begin s := s + i * i; i := i + 1 end; writeln(s:1);
  s := 0; i := 1; repeat s := s + i * i; i := i + 1 until i > 10; writeln(s:1)
end.
