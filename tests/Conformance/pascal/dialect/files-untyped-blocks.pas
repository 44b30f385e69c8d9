{ test: dialect files accept
expect:
|125
|10 14 0
|25 50 TRUE
|5
|1 50
|0
fpc: agrees
}
program BlockIO;
var f: file; buf: array[0..99] of byte; i, n: integer; got: longint;
begin
  for i := 0 to 99 do buf[i] := i;
  assign(f, 'block.tmp'); rewrite(f, 1);
  blockwrite(f, buf, 100); blockwrite(f, buf[50], 25); writeln(filesize(f));
  seek(f, 10); fillchar(buf, sizeof(buf), 0); blockread(f, buf, 5); writeln(buf[0], ' ', buf[4], ' ', buf[5]);
  seek(f, 100); blockread(f, buf, 100, got); writeln(got, ' ', buf[0], ' ', eof(f)); close(f);
  reset(f, 25); writeln(filesize(f)); seek(f, 2); blockread(f, buf, 1, got); writeln(got, ' ', buf[0]); close(f);
  erase(f); n := 0; writeln(n)
end.
