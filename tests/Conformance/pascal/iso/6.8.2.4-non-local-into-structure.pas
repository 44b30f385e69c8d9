{ test: iso 6.8.2.4 reject
error-at: 7
fpc: differs accepts it
}
program NonLocalInto(output);
label 5;
procedure p; begin goto 5 end; begin if true then begin 5: writeln('x') end; p end.
