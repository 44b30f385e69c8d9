{ test: dialect strings reject
error-at: 6
fpc: agrees
}
program ZeroLength;
var s: string[0];
begin
end.
