{ test: dialect strings accept
expect:
|[][   ][]
|[abc][  abc][TRUE][  TRUE]
|[1][-12][x][2.5][       3]
fpc: agrees
}
program EmptyWrite;
var s: string;
begin
  s := '';
  writeln('[', s, ']', '[', s:3, ']', '[', '', ']');
  writeln('[', 'abc':2, ']', '[', 'abc':5, ']', '[', true:2, ']', '[', true:6, ']');
  writeln('[', 1:0, ']', '[', -12:1, ']', '[', 'x':0, ']', '[', 2.5:0:1, ']', '[', 2.5:8:0, ']')
end.
