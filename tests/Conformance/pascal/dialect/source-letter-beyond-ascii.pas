{ test: dialect source reject
error-at: 6
fpc: differs its error has no line
}
program Letters;
var größe: integer;
begin
end.
