{ test: dialect shortcircuit accept
expect:
|2
|4
fpc: agrees
}
{$B+}
program FullEvaluation;
var calls: integer;
function say(b: boolean): boolean;
begin inc(calls); say := b end;
begin
  calls := 0;
  if say(false) and say(true) then writeln('no');
  writeln(calls);
  if say(true) or say(true) then writeln(calls)
end.
