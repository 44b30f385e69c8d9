{ test: dialect absolute reject
error-at: 8
says: 'c' isn't a variable of this routine or a global one
fpc: differs it takes the value for an address
}
program NoOverlay;
const c = 1;
var b: integer absolute c;
begin
  b := 1
end.
