{ test: dialect hostile reject
error-at: 6
fpc: agrees
}
program RecursiveTypes;
type a = record x: b end; b = record y: a end;
begin
end.
