{ test: dialect units helper
}
unit lexer_unit;
interface
type tkind = (tk_number, tk_word, tk_symbol, tk_end);
     token = record kind: tkind; text: string[20]; value: integer end;
procedure open(const s: string);
procedure next(var t: token);
function keywords: integer;
implementation
var source: string; at, found: integer;
const reserved: array[1..3] of string[5] = ('if', 'then', 'end');
procedure open(const s: string);
begin source := s + #0; at := 1; found := 0 end;
function isreserved(const s: string): boolean;
var i: integer;
begin
  isreserved := false;
  for i := low(reserved) to high(reserved) do if reserved[i] = s then exit(true)
end;
procedure next(var t: token);
begin
  while source[at] = ' ' do inc(at);
  t.text := ''; t.value := 0;
  case source[at] of
    'a'..'z': begin
      t.kind := tk_word;
      while source[at] in ['a'..'z', '0'..'9'] do begin t.text := t.text + source[at]; inc(at) end;
      if isreserved(t.text) then inc(found)
    end;
    '0'..'9': begin
      t.kind := tk_number;
      while source[at] in ['0'..'9'] do begin t.value := t.value * 10 + ord(source[at]) - ord('0'); inc(at) end
    end;
    #0: t.kind := tk_end;
  else
    t.kind := tk_symbol; t.text := source[at]; inc(at);
    if (t.text[1] in [':', '>', '<']) and (source[at] = '=') then begin t.text := t.text + '='; inc(at) end
  end
end;
function keywords: integer;
begin keywords := found end;
end.
