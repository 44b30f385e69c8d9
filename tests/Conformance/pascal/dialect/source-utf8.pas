{ test: dialect source accept
expect:
|5 195 169
|Grüße, 世界 😀
|é=é
fpc: agrees
}
program Utf8;
const word = 'né é'; { länger: 6 }
var s: string; c: array[1..2] of char;
begin
  s := 'né é';
  writeln(length(copy(s, 1, 5)), ' ', ord(s[2]), ' ', ord(s[3]));
  writeln('Grüße, 世界 😀');
  c := 'é';
  if word = s then writeln(c, '=', 'é')
end.
