{ test: iso 6.9.1 accept
input:
|1 + 2 * 3 =
|(4 - 10) * (2 + 2 * 2) div 5 =
|((7)) - - 3 =
|
expect:
|7 =
|-7 =
|10 =
fpc: agrees
}
program Calculator(input, output);
var c: char;
procedure next; begin repeat read(c) until c <> ' ' end;
function expr: integer;
var v: integer; op: char;
  function term: integer;
  var v: integer; op: char;
    function factor: integer;
    var v: integer;
    begin
      if c = '(' then begin next; factor := expr; next end
      else if c = '-' then begin next; factor := -factor end
      else begin
        v := 0;
        while c in ['0'..'9'] do begin v := v * 10 + ord(c) - ord('0'); read(c) end;
        if c = ' ' then next;
        factor := v
      end
    end;
  begin
    v := factor;
    while c in ['*', 'd'] do begin
      op := c; next; if op = 'd' then begin next; next end;
      if op = '*' then v := v * factor else v := v div factor
    end;
    term := v
  end;
begin
  v := term;
  while c in ['+', '-'] do begin
    op := c; next;
    if op = '+' then v := v + term else v := v - term
  end;
  expr := v
end;
begin
  while not eoln do begin
    next; writeln(expr:1, ' ', c); readln
  end
end.
