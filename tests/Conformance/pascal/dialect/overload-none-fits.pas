{ test: dialect overload reject
error-at: 10
fpc: agrees
}
program NoneFits;
procedure p(i: integer); overload; begin writeln(i) end;
procedure p(b: boolean); overload; begin writeln(b) end;
begin
  p(1);
  p('text')
end.
