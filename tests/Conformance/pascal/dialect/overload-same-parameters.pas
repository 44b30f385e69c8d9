{ test: dialect overload reject
error-at: 7
fpc: agrees
}
program SameParameters;
procedure p(i: integer); overload; begin writeln(i) end;
procedure p(j: integer); overload; begin writeln(j + 1) end;
begin
  p(1)
end.
