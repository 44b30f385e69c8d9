{ test: dialect directive accept
expect:
|directives that mean nothing here are passed over
fpc: agrees
}
{$mode objfpc}{$H-}
program Mode;
var s: string;
begin
  s := 'directives that mean nothing here are passed over';
  writeln(s)
end.
