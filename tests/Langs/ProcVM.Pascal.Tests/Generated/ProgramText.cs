using System.Text;

namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Pascal text that grows line by line.</summary>
internal sealed class ProgramText
{
    /// <summary>What all generated programs begin with, after the program heading.</summary>
    internal const string Prelude = """
        type
          tcolor = (red, green, blue, black, white, grey);
          tlittle = 1..20;
          tname = string[40];
          tsmallset = set of 0..40;
          tcharset = set of char;
          tvector = array [1..8] of integer;
          tmatrix = array [0..3, 1..5] of smallint;
          tshape = record
            count: integer; letter: char; weight: double; title: tname; members: tsmallset; row: array [1..4] of byte;
            case kind: tcolor of
              red, green: (wide: int64);
              blue: (left, right: smallint);
          end;
          tshapes = array [0..2] of tshape;
          pnode = ^tnode;
          tnode = record value: integer; next: pnode; end;
        {$ifdef FPC}
          tmapping = function(x: integer): integer is nested;
        {$endif}

        var
          g_shapes: tshapes; g_vector: tvector; g_matrix: tmatrix; g_big: int64; g_count: integer; g_name: tname; g_ratio: double;

        procedure putsmall(s: tsmallset);
        var i: integer;
        begin
          for i := 0 to 40 do if i in s then write(i, ',');
          write('; ');
        end;

        procedure putchars(s: tcharset);
        var c: char;
        begin
          for c := ' ' to '~' do if c in s then write(c);
          write('; ');
        end;

        function mapped(a: tvector; {$ifdef FPC}f: tmapping{$else}function f(x: integer): integer{$endif}): integer;
        var i, sum: integer;
        begin
          sum := 0;
          for i := 1 to 8 do sum := (sum + f(a[i] mod 1000)) mod 100000;
          mapped := sum;
        end;

        function total(const a: array of integer): integer;
        var i, sum: integer;
        begin
          sum := 0;
          for i := 0 to high(a) do sum := (sum * 3 + a[i]) mod 65537;
          total := sum;
        end;

        procedure reset_all(seed: integer);
        var i, j: integer; blank: tshape;
        begin
          g_big := seed * int64(1000003); g_count := seed; g_name := 'global'; g_ratio := seed / 8;
          for i := 1 to 8 do g_vector[i] := (i * seed) mod 997;
          for i := 0 to 3 do for j := 1 to 5 do g_matrix[i, j] := i * 10 - j;
          for i := 0 to 2 do begin
            with blank do begin
              count := i + seed; letter := chr(97 + i); weight := i * 1.5; title := 'shape'; members := [i, i + 20];
              for j := 1 to 4 do row[j] := i * j;
              kind := red; wide := seed * int64(70000) + i;
            end;
            g_shapes[i] := blank;
          end;
        end;

        procedure chain(length: integer);
        var head, node: pnode; i: integer;
        begin
          head := nil;
          for i := 1 to length do begin
            new(node); node^.value := i * 7 mod 5; node^.next := head; head := node;
          end;
          while head <> nil do begin
            node := head; write(node^.value, ' '); head := node^.next; dispose(node);
          end;
          writeln;
        end;

        procedure put_all;
        var i, j: integer;
        begin
          for i := 1 to 8 do write(g_vector[i], ' ');
          for i := 0 to 3 do for j := 1 to 5 do write(g_matrix[i][j], ' ');
          writeln;
          for i := 0 to 2 do with g_shapes[i] do begin
            write(count, ' ', letter, ' ', weight:0:3, ' ', title, ' ', ord(kind), ' ');
            putsmall(members);
            for j := 1 to 4 do write(row[j], ' ');
            if kind = red then write(wide);
            writeln;
          end;
          writeln(g_big, ' ', g_count, ' ', g_name, ' ', g_ratio:0:3);
        end;

        """;

    private readonly StringBuilder _text = new();

    internal int Indent { get; set; }

    internal void Line(string text) => _text.Append(' ', 2 * Indent).Append(text).Append('\n');

    public override string ToString() => _text.ToString();
}
