{ test: dialect overload accept
expect:
|byte
|integer
|int64
|char
fpc: agrees
}
program OverloadExact;
procedure p(x: byte); overload; begin writeln('byte') end;
procedure p(x: integer); overload; begin writeln('integer') end;
procedure p(x: int64); overload; begin writeln('int64') end;
procedure p(x: char); overload; begin writeln('char') end;
var b: byte; i: integer; q: int64; c: char;
begin
  b := 1; i := 1; q := 1; c := 'c';
  p(b); p(i); p(q); p(c)
end.
