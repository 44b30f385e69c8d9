{ test: dialect strings error
expect:
|abcxe
|abcxx
trap: index
trap-at: 14
fpc: agrees
}
program StringIndexError;
var s: string[5]; i: integer;
begin
  s := 'abcde';
  for i := 4 to 7 do begin
    s[i] := 'x';
    writeln(s)
  end
end.
