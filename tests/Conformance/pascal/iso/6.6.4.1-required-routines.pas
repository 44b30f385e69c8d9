{ test: iso 6.6.4.1 accept
expect:
|bTRUE
|pqr 5 25f 6 4 TRUE
| 4.0 2 3
|my new 3x
fpc: agrees
}
program RequiredRoutines(output);
{ All of them by name; a program may use the names for other things. }
var f: text; p: ^integer; i: integer; b: boolean; c: char; r: real;
    u: array [1..3] of char; z: packed array [1..3] of char;
procedure local;
  procedure new(n: integer); begin write('my new ', n:1) end;
  function ord(c: char): char; begin ord := c end;
begin
  new(3); writeln(ord('x'))
end;
begin
  rewrite(f); f^ := 'a'; put(f); write(f, 'b', 1:1); writeln(f);
  reset(f); get(f); read(f, c); readln(f); b := eof(f);
  writeln(c, b);
  new(p); p^ := 5; i := p^; dispose(p);
  u[1] := 'p'; u[2] := 'q'; u[3] := 'r'; pack(u, 1, z); unpack(z, u, 1);
  writeln(z, abs(-i):2, sqr(i):3, chr(ord('a') + i), succ(i):2, pred(i):2, odd(i):5);
  r := sin(0) + cos(0) + exp(0) + ln(1) + sqrt(4) + arctan(0);
  writeln(r:4:1, trunc(2.7):2, round(2.7):2);
  local
end.
