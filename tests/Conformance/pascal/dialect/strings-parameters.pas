{ test: dialect strings accept
expect:
|[padded text]
|==========>
|a?z
|*onstant
|constant
|*padded 
fpc: agrees
}
program StringParams;
type short = string[8];
procedure trim(var s: string);
begin
  while (length(s) > 0) and (s[1] = ' ') do delete(s, 1, 1);
  while (length(s) > 0) and (s[length(s)] = ' ') do dec(s[0])
end;
function repeated(c: char; n: integer): string;
var s: string;
begin
  s := '';
  while n > 0 do begin s := s + c; n := n - 1 end;
  repeated := s
end;
function first(const s: string): char;
begin if s = '' then first := '?' else first := s[1] end;
procedure change(s: short);
begin s[1] := '*'; writeln(s) end;
var s: string; t: short;
begin
  s := '   padded text  '; trim(s); writeln('[', s, ']');
  writeln(repeated('=', 10), repeated('-', 0), '>');
  writeln(first('abc'), first(''), first('z'));
  t := 'constant value'; change(t); writeln(t);
  change('x' + s)
end.
