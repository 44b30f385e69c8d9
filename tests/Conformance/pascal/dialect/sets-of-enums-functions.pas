{ test: dialect sets accept
expect:
|3311
|4321000TRUE TRUE
| dehr|TRUE TRUE
fpc: agrees
}
program SetFunctions;
type day = (mon, tue, wed, thu, fri, sat, sun); days = set of day; chars = set of char;
function weekend: days; begin weekend := [sat, sun] end;
function count(s: days): integer; var d: day; begin result := 0; for d in s do inc(result) end;
function after(d: day): days; begin if d = sun then after := [] else after := [succ(d)..sun] end;
function charsof(const s: string): chars; var i: integer; begin result := []; for i := 1 to length(s) do include(result, s[i]) end;
procedure toggle(var s: days; d: day); begin if d in s then exclude(s, d) else include(s, d) end;
var s: days; d: day; c: char; v: array[day] of days;
begin
  s := weekend + [mon]; toggle(s, mon); toggle(s, wed); writeln(count(s), count(after(thu)), count(weekend * after(sat)), count(s - weekend));
  for d := mon to sun do v[d] := after(d) - weekend; for d := mon to sun do write(count(v[d])); writeln(v[fri] = [], ' ', v[mon] >= v[tue]);
  for c in charsof('hello world') - charsof('low') do write(c); writeln('|', charsof('abc') * charsof('bcd') = ['b', 'c'], ' ', charsof('') = [])
end.
