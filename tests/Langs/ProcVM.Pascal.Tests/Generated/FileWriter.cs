namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Writes procedures that write files, read them again and remove them.</summary>
internal sealed class FileWriter(Dice dice, ProgramText text)
{
    private int _seed;

    /// <summary>Writes a procedure of the dialect: a text file, a file of records with random access, an error.</summary>
    internal Routine Dialect(string name, int seed)
    {
        _seed = seed;
        text.Line($"procedure {name};");
        text.Line("type tentry = record key: integer; name: tname; share: double; end;");
        text.Line("var t: text; f: file of tentry; n: file of smallint; e: tentry; i, k: integer; m: smallint; r: double; s: tname; c: char;");
        text.Line("begin");
        TextFile();
        RecordFile();
        NumberFile();
        text.Line($"  {{$I-}} assign(t, 'missing{seed}.txt'); reset(t); {{$I+}} writeln(ioresult = 2);");
        text.Line("end;");
        text.Line("");
        return new Routine(name, null, [], 400);
    }

    /// <summary>Writes a procedure of ISO Pascal: get, put and buffer variables. fpc gives files a place to be in by itself only when they are
    /// the program's own.</summary>
    internal Routine Iso(string name)
    {
        text.Line($"procedure {name};");
        text.Line("var i, k: integer; r: real; c: char;");
        text.Line("begin");
        text.Line($"  rewrite(g_file); for i := 1 to {dice.Between(1, 12)} do begin g_file^ := i * {dice.Between(2, 99)} mod 61; put(g_file) end;");
        text.Line($"  write(g_file, {dice.Between(1, 999)}); reset(g_file); k := 0;");
        text.Line("  while not eof(g_file) do begin k := (k * 7 + g_file^) mod 10007; get(g_file) end; writeln(k:1);");
        text.Line($"  rewrite(g_text); for i := 1 to {dice.Between(1, 6)} do begin write(g_text, i * 37 mod 11:{dice.Between(1, 5)}, ' ', i / 4:1:2); writeln(g_text, 'ab':{dice.Between(1, 4)}) end;");
        text.Line("  reset(g_text); while not eof(g_text) do begin");
        text.Line("    read(g_text, i, r); write(i:1, ' ', r:1:3, ' ');");
        text.Line("    while not eoln(g_text) do begin c := g_text^; write('<', c, '>'); get(g_text) end; readln(g_text);");
        text.Line("  end; writeln;");
        text.Line("end;");
        text.Line("");
        return new Routine(name, null, [], 400);
    }

    private void TextFile()
    {
        text.Line($"  assign(t, 'text{_seed}.txt'); rewrite(t);");
        text.Line($"  for i := 1 to {dice.Between(1, 9)} do writeln(t, i * {dice.Between(3, 40)} mod 97, ' ', (i * 5 mod 13) / 4:0:2, ' ', 'line', i:{dice.Between(1, 4)});");
        if (dice.OneIn(2))
        {
            text.Line($"  close(t); append(t); writeln(t, {dice.Between(1, 99)}, ' 7.25{dice.Of("", " ", "  tail")}');");
        }

        text.Line("  close(t); reset(t); k := 0;");
        if (dice.OneIn(2))
        {
            text.Line("  while not eof(t) do begin read(t, i, r); readln(t, s); write(i, ' ', r:0:2, '<', s, '>'); end;");
        }
        else
        {
            text.Line("  while not eof(t) do begin while not eoln(t) do begin read(t, c); k := (k * 31 + ord(c)) mod 65521; end; readln(t); inc(k); end;");
        }

        text.Line($"  writeln(k); reset(t); while not {dice.Of("eof", "seekeof")}(t) do begin readln(t, s); write(length(s), ' '); end; close(t); erase(t);");
    }

    private void RecordFile()
    {
        int count = dice.Between(2, 9);
        text.Line($"  assign(f, 'records{_seed}.dat'); rewrite(f);");
        text.Line($"  for i := 0 to {count - 1} do begin e.key := i * {dice.Between(2, 50)}; str(i, e.name); e.share := i / 8; write(f, e); end;");
        text.Line($"  seek(f, {dice.Below(count)}); read(f, e); write(e.key, ' ', e.name, ' ', e.share:0:3, ' ', filepos(f), ' ', filesize(f), ' ');");
        text.Line($"  seek(f, {dice.Below(count)}); e.key := -5; e.name := e.name + 'q'; write(f, e); seek(f, filesize(f)); write(f, e);");
        if (dice.OneIn(2))
        {
            text.Line($"  seek(f, {dice.Between(1, count)}); truncate(f);");
        }

        text.Line("  close(f); reset(f); while not eof(f) do begin read(f, e); write(e.key, e.name, ' '); end; writeln(filesize(f)); close(f); erase(f);");
    }

    private void NumberFile()
    {
        text.Line($"  assign(n, 'numbers{_seed}.dat'); rewrite(n); for i := 1 to {dice.Between(1, 20)} do begin m := i * {dice.Between(-90, 90)}; write(n, m, m); end;");
        text.Line("  reset(n); k := 0; while not eof(n) do begin read(n, m); k := (k + m) mod 9973; end; close(n); erase(n); writeln(k);");
    }
}
