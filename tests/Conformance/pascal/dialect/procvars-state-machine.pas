{ test: dialect procvars accept
expect:
|3 2
fpc: agrees
}
program StateMachine;
type state = procedure(c: char);
var current: state; words, numbers: integer; s: string; i: integer;
procedure inword(c: char); forward;
procedure innumber(c: char); forward;
procedure idle(c: char);
begin
  case c of
    'a'..'z': begin inc(words); current := @inword end;
    '0'..'9': begin inc(numbers); current := @innumber end
  end
end;
procedure inword(c: char); begin if c = ' ' then current := @idle end;
procedure innumber(c: char); begin if not (c in ['0'..'9']) then current := @idle end;
begin
  current := @idle; words := 0; numbers := 0;
  s := 'abc 123 x9 77 end';
  for i := 1 to length(s) do current(s[i]);
  writeln(words, ' ', numbers)
end.
