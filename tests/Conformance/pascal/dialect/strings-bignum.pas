{ test: dialect strings accept
expect:
|815915283247897734345611269596115894272000000000
|48
|1606938044258990275541962092341162602522202993782792835301376
fpc: agrees
}
program BigNumbers;
type big = string[100];
function add(const a, b: big): big;
var i, c: integer;
  function digit(const s: big; i: integer): integer;
  begin if i > length(s) then digit := 0 else digit := ord(s[length(s) + 1 - i]) - 48 end;
begin
  add := ''; c := 0; i := 1;
  while (i <= length(a)) or (i <= length(b)) or (c > 0) do begin
    c := c + digit(a, i) + digit(b, i);
    result := chr(48 + c mod 10) + result; c := c div 10; inc(i)
  end
end;
function times(const a: big; n: integer): big;
begin if n = 0 then times := '0' else if odd(n) then times := add(a, times(a, n - 1)) else begin result := times(a, n div 2); result := add(result, result) end end;
var f: big; i: integer;
begin
  f := '1'; for i := 2 to 40 do f := times(f, i); writeln(f); writeln(length(f));
  f := '1'; for i := 1 to 200 do f := add(f, f); writeln(f)
end.
