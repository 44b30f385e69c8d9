{ test: dialect include accept
expect:
|5
|21
fpc: agrees
}
program IncludeTwice;
procedure a;
{$I numbers.inc}
begin writeln(half(10)) end;
procedure b;
{$INCLUDE numbers.inc}
begin writeln(half(included)) end;
begin a; b end.
