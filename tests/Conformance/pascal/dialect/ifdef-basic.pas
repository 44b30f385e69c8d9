{ test: dialect ifdef accept
expect:
|fast
|not slow
|ifndef
|nested
|end
fpc: agrees
}
program IfDef;
{$define FAST}
{$undef SLOW}
begin
{$ifdef FAST} writeln('fast'); {$else} this is no Pascal at all; {$endif}
{$ifdef SLOW} nor this; {$else} writeln('not slow'); {$endif}
{$ifndef SLOW}
  writeln('ifndef');
  {$ifdef FAST}
    {$ifdef UNKNOWN} nested nonsense {$else} writeln('nested'); {$endif}
  {$endif}
{$endif}
{$undef FAST}
{$ifdef FAST} writeln('still fast'); {$endif}
  writeln('end')
end.
