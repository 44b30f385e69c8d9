{ test: dialect strings reject
error-at: 6
fpc: agrees
}
program TooLong;
var s: string[256];
begin
  s := 'x'
end.
