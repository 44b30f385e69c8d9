{ test: iso 6.8.3.9 reject
error-at: 6
fpc: differs accepts it
}
program Threatened(output);
procedure q; var i: integer; procedure p; begin i := 3 end; begin for i := 1 to 3 do p end;
begin
  q
end.
