{ test: dialect strings accept
expect:
|MIXED 42 mixed 42
|aZ
|aaa-----8
|aaa-4
|TRUE
fpc: agrees
}
program CaseRoutines;
var s: string;
begin
  s := 'MiXeD 42';
  writeln(upcase(s), ' ', lowercase(s));
  writeln(lowercase('A'), upcase('z'));
  s := stringofchar('ab'[1], 3) + stringofchar('-', 5); writeln(s, length(s));
  setlength(s, 4); writeln(s, length(s));
  writeln(stringofchar('x', 0) = '')
end.
