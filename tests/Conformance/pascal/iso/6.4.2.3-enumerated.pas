{ test: iso 6.4.2.3 accept
expect:
|sat sun 5
|thu tue 2 TRUE TRUE FALSE
fpc: agrees
}
program Enumerated(output);
type day = (mon, tue, wed, thu, fri, sat, sun);
     dayset = set of day;
var d, e: day; work: dayset; n: integer;
procedure name(d: day);
begin
  case d of
    mon: write('mon'); tue: write('tue'); wed: write('wed'); thu: write('thu');
    fri: write('fri'); sat: write('sat'); sun: write('sun')
  end
end;
begin
  work := [mon..fri];
  n := 0;
  for d := mon to sun do
    if d in work then n := n + 1 else begin name(d); write(' ') end;
  writeln(n:1);
  d := wed;
  e := succ(d); name(e); write(' '); e := pred(d); name(e);
  writeln(' ', ord(d):1, ' ', d < thu, ' ', d = wed, ' ', sun <= d)
end.
