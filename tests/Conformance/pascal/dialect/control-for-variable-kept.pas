{ test: dialect control accept
expect:
|8
|p
|252
fpc: agrees
}
program ForKept;
{ After break the control variable keeps its value. }
var i: integer; c: char;
begin
  for i := 1 to 10 do if i * i > 50 then break; writeln(i);
  for c := 'z' downto 'a' do if c < 'q' then break; writeln(c);
  for i := 5 to 4 do writeln('never');
  for i := 250 to 260 do if i mod 7 = 0 then begin writeln(i); break end
end.
