{ test: iso 6.10 accept
input:
|12
expect:
|one
|two
|12
fpc: agrees
}
program Again(input, output);
var i: integer;
procedure start(var t: text);
begin rewrite(t) end;
begin
  writeln('one');
  rewrite(output);
  start(output);
  writeln('two');
  reset(input);
  read(i);
  writeln(i:1)
end.
