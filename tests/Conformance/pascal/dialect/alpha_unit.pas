{ test: dialect units helper
}
unit alpha_unit;
interface
const which = 'alpha';
procedure hello(n: integer);
implementation
procedure hello(n: integer); begin writeln('alpha says ', n) end;
end.
