{ The text of a BASIC program: its lines in order, and the place in them that the interpreter in basic.pas has reached. }
unit basictext;

interface

const
  MaxLines = 200;

type
  ProgramLine = record
    number: integer;
    text: string;
  end;

var
  lines: array [1..MaxLines] of ProgramLine;
  lineCount: integer;
  line, place: integer;     { what runs: an index into lines, and a character of it }

{ Lines are kept in the order of their numbers; a line with a number that is there already replaces it. }
procedure store(const text: string);

{ Ends the run with a message about the present place. }
procedure fail(const message: string);

{ The next character; chr(0) at the end of the line. }
function current: char;

procedure skipBlanks;

{ Takes a word or sign if it is next. A word must not go on with a letter. }
function accept(const wanted: string): boolean;

procedure expect(const wanted: string);

{ Takes a line number. }
function wholeNumber: integer;

implementation

procedure store(const text: string);
var
  at, i, number, error: integer;
  digits: string;
begin
  i := 1;
  while (i <= length(text)) and (text[i] in ['0'..'9']) do
    inc(i);
  digits := copy(text, 1, i - 1);
  val(digits, number, error);
  if (error <> 0) or (digits = '') then
  begin
    writeln('no line number: ', text);
    halt(1)
  end;
  at := 1;
  while (at <= lineCount) and (lines[at].number < number) do
    inc(at);
  if (at > lineCount) or (lines[at].number <> number) then
  begin
    if lineCount = MaxLines then
    begin
      writeln('the program is too long');
      halt(1)
    end;
    inc(lineCount);
    for i := lineCount downto at + 1 do
      lines[i] := lines[i - 1]
  end;
  lines[at].number := number;
  lines[at].text := copy(text, length(digits) + 1, 255)
end;

procedure fail(const message: string);
begin
  writeln;
  writeln('error in line ', lines[line].number, ', column ', place, ': ', message);
  halt(1)
end;

function current: char;
begin
  if place <= length(lines[line].text) then
    current := lines[line].text[place]
  else
    current := chr(0)
end;

procedure skipBlanks;
begin
  while current = ' ' do
    inc(place)
end;

function accept(const wanted: string): boolean;
var
  next: integer;
begin
  skipBlanks;
  accept := false;
  if copy(lines[line].text, place, length(wanted)) = wanted then
  begin
    next := place + length(wanted);
    if (wanted[1] in ['A'..'Z']) and (length(wanted) > 1) and (next <= length(lines[line].text)) then
      if lines[line].text[next] in ['A'..'Z'] then
        exit;
    place := next;
    accept := true
  end
end;

procedure expect(const wanted: string);
begin
  if not accept(wanted) then
    fail('expected ' + wanted)
end;

function wholeNumber: integer;
var
  n: integer;
begin
  skipBlanks;
  if not (current in ['0'..'9']) then
    fail('expected a line number');
  n := 0;
  while (current in ['0'..'9']) and (n < 100000) do
  begin
    n := 10 * n + ord(current) - ord('0');
    inc(place)
  end;
  wholeNumber := n
end;

end.
