{ test: dialect goto accept
expect:
|one
|two
|200 rounds
fpc: differs has non-local goto in other modes alone
}
program Closes;
label 1, 2;
var rounds: integer; t: text; line: string;

procedure scratch;
var f: text; g: file of integer;
begin
  assign(f, 'scratch.txt'); rewrite(f);
  writeln(f, 'one');
  write(f, 'two');
  assign(g, 'numbers.dat'); rewrite(g);
  write(g, rounds);
  goto 1
end;

begin
  rounds := 0;
1:
  rounds := rounds + 1;
  if rounds <= 200 then scratch;
  assign(t, 'scratch.txt'); reset(t);
  while not eof(t) do begin readln(t, line); writeln(line) end;
  close(t);
2:
  writeln(rounds - 1, ' rounds')
end.
