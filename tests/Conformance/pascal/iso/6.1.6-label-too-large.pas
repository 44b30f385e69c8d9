{ test: iso 6.1.6 reject
error-at: 6
fpc: differs reports another line
}
program BigLabel(output);
label 10000;
begin
  writeln('0 to 9999')
end.
