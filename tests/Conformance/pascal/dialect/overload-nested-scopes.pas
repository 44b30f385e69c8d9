{ test: dialect overload accept
expect:
|inner boolean TRUE
|outer integer 3
|outer string three
fpc: agrees
}
program OverloadScopes;
procedure p(i: integer); overload; begin writeln('outer integer ', i) end;
procedure p(s: string); overload; begin writeln('outer string ', s) end;
procedure q;
  procedure p(c: boolean); begin writeln('inner boolean ', c) end;
begin p(true) end;
begin
  q; p(3); p('three')
end.
