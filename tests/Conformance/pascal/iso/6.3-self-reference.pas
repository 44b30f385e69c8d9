{ test: iso 6.3 reject
error-at: 8
fpc: differs accepts it
}
program SelfRef(output);
const n = 10;
procedure p;
const n = n;
begin writeln(n) end;
begin
  p
end.
