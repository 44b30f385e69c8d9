{ test: dialect source accept
expect:
|3 228 TRUE
|[הצü]
fpc: agrees
}
program Latin1; { ה ist ein Zeichen }
var s: string; c: char;
begin
  s := 'הצü'; c := 'ה';
  writeln(length(s), ' ', ord(c), ' ', s[1] = c);
  writeln('[', s, ']')
end.
