{ test: dialect textfiles accept
expect:
|4 6 32
fpc: agrees
}
program WordCount;
var f: text; c: char; lines, words, chars: integer; inword: boolean;
procedure make;
begin
  assign(f, 'words.tmp'); rewrite(f);
  writeln(f, 'the quick  brown'); writeln(f, '   fox'); writeln(f); writeln(f, 'jumps over');
  close(f)
end;
begin
  make;
  reset(f); lines := 0; words := 0; chars := 0;
  while not eof(f) do begin
    inword := false;
    while not eoln(f) do begin
      read(f, c); inc(chars);
      if c <> ' ' then begin if not inword then inc(words); inword := true end else inword := false
    end;
    readln(f); inc(lines)
  end;
  close(f); erase(f);
  writeln(lines, ' ', words, ' ', chars)
end.
