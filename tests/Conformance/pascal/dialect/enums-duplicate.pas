{ test: dialect enums reject
error-at: 6
fpc: agrees
}
program EnumDuplicate;
type a = (one, two); b = (two, three);
begin
  writeln('x')
end.
