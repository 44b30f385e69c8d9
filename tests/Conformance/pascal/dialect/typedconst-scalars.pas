{ test: dialect typedconst accept
expect:
|10  2.5 q typed TRUE 5 TRUE
|1 2 3 
fpc: agrees
}
program TypedConst;
const
  limit: integer = 10;
  rate: real = 2.5;
  letter: char = 'q';
  title: string[10] = 'typed';
  flag: boolean = true;
  low: byte = 5;
  p: ^integer = nil;
procedure counter;
const calls: integer = 0;     { keeps its value between calls }
begin
  inc(calls); write(calls, ' ')
end;
begin
  writeln(limit, rate:5:1, ' ', letter, ' ', title, ' ', flag, ' ', low, ' ', p = nil);
  counter; counter; counter; writeln
end.
