{ test: dialect comments reject
error-at: 9
fpc: differs reports another line
}
program Unclosed;
begin
  writeln('a')
end.
(* never closed
