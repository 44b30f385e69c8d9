{ test: dialect errors accept
expect:
|deep
fpc: agrees
}
program DeepNesting;
var i: integer;
begin
  i := ((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))));
  if i = 1 then if i = 1 then if i = 1 then if i = 1 then if i = 1 then if i = 1 then if i = 1 then begin begin begin begin begin writeln('deep') end end end end end
end.
