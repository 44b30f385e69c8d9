{ Counts lines, words and characters as wc does, and lists the most frequent words.

    wordcount FILE...      counts these files
    wordcount              counts the standard input

  Words are kept in a hash table with chaining; the list is sorted by frequency, then by spelling. }
program wordcount(input, output);

const
  Buckets = 211;
  Listed = 10;

type
  Spelling = string[32];
  Entry = ^EntryRecord;
  EntryRecord = record
    word: Spelling;
    count: longint;
    next: Entry;
  end;

  Totals = record
    lines, words, characters: longint;
  end;

var
  table: array [0..Buckets - 1] of Entry;
  different: longint;
  grand: Totals;

function hash(const w: Spelling): integer;
var
  i: integer;
  h: longint;
begin
  h := 0;
  for i := 1 to length(w) do
    h := (h * 31 + ord(w[i])) mod 65521;
  hash := h mod Buckets
end;

procedure count(const w: Spelling);
var
  bucket: integer;
  e: Entry;
begin
  bucket := hash(w);
  e := table[bucket];
  while e <> nil do
  begin
    if e^.word = w then
    begin
      inc(e^.count);
      exit
    end;
    e := e^.next
  end;
  new(e);
  e^.word := w;
  e^.count := 1;
  e^.next := table[bucket];
  table[bucket] := e;
  inc(different)
end;

procedure countFile(var f: text; out t: Totals);
var
  c: char;
  w: Spelling;
  inWord: boolean;
begin
  t.lines := 0;
  t.words := 0;
  t.characters := 0;
  w := '';
  inWord := false;
  while not eof(f) do
  begin
    if eoln(f) then
    begin
      readln(f);
      inc(t.lines);
      c := ' '
    end
    else
      read(f, c);
    inc(t.characters);

    { A word for the total is what blanks surround; one for the table is made of letters and apostrophes. }
    if (c = ' ') or (c = chr(9)) then
      inWord := false
    else if not inWord then
    begin
      inWord := true;
      inc(t.words)
    end;
    if c in ['A'..'Z'] then
      c := chr(ord(c) + 32);
    if (c in ['a'..'z']) or ((c = '''') and (w <> '')) then
      w := w + c
    else if w <> '' then
    begin
      count(w);
      w := ''
    end
  end;
  if w <> '' then
    count(w)
end;

procedure report(const t: Totals; const name: string);
begin
  writeln(t.lines: 7, t.words: 8, t.characters: 8, ' ', name);
  grand.lines := grand.lines + t.lines;
  grand.words := grand.words + t.words;
  grand.characters := grand.characters + t.characters
end;

procedure countNamed(const name: string);
var
  f: text;
  t: Totals;
begin
  assign(f, name);
  {$I-}
  reset(f);
  {$I+}
  if ioresult <> 0 then
  begin
    writeln('wordcount: cannot open ', name);
    exit
  end;
  countFile(f, t);
  close(f);
  report(t, name)
end;

function comesBefore(a, b: Entry): boolean;
begin
  if a^.count <> b^.count then
    comesBefore := a^.count > b^.count
  else
    comesBefore := a^.word < b^.word
end;

procedure listWords;
var
  best: array [1..Listed] of Entry;
  found, bucket, i: integer;
  e: Entry;
begin
  { Insertion into a short sorted list: all but the best fall off its end. }
  found := 0;
  for bucket := 0 to Buckets - 1 do
  begin
    e := table[bucket];
    while e <> nil do
    begin
      i := found;
      while (i > 0) and comesBefore(e, best[i]) do
      begin
        if i < Listed then
          best[i + 1] := best[i];
        dec(i)
      end;
      if i < Listed then
      begin
        best[i + 1] := e;
        if found < Listed then
          inc(found)
      end;
      e := e^.next
    end
  end;
  writeln;
  writeln(different, ' different words; the most frequent:');
  for i := 1 to found do
    writeln(best[i]^.count: 7, ' ', best[i]^.word)
end;

var
  i: integer;
  t: Totals;

begin
  for i := 0 to Buckets - 1 do
    table[i] := nil;
  different := 0;
  grand.lines := 0;
  grand.words := 0;
  grand.characters := 0;
  if paramcount = 0 then
  begin
    countFile(input, t);
    report(t, '(standard input)')
  end
  else
  begin
    for i := 1 to paramcount do
      countNamed(paramstr(i));
    if paramcount > 1 then
      writeln(grand.lines: 7, grand.words: 8, grand.characters: 8, ' total')
  end;
  listWords
end.
