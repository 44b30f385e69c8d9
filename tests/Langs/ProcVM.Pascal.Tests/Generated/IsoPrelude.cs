namespace ProcVM.Pascal.Tests.Generated;

/// <summary>What generated programs of ISO Pascal begin with, after the program heading.</summary>
internal static class IsoPrelude
{
    internal const string Text = """
        type
          tcolor = (red, green, blue, black, white, grey);
          tlittle = 1..20;
          tname = packed array [1..6] of char;
          tsmallset = set of 0..40;
          tbigset = set of 0..200; tcharset = set of char;
          tvector = array [1..8] of integer;
          tmatrix = array [0..3, 1..5] of integer;
          tshape = record
            count: integer; letter: char; weight: real; title: tname; members: tsmallset; row: array [1..4] of integer;
            case kind: tcolor of
              red, green: (wide: integer);
              blue: (left, right: integer);
              black, white, grey: ();
          end;
          tshapes = array [0..2] of tshape;
          pnode = ^tnode;
          tnode = record value: integer; next: pnode; end;
        var
          g_shapes: tshapes; g_vector: tvector; g_matrix: tmatrix; g_big: integer; g_count: integer; g_name: tname; g_ratio: real;
          g_text: text; g_file: file of integer;

        function same(x: integer): integer;
        begin
          same := x;
        end;

        procedure putsmall(s: tsmallset);
        var i: integer;
        begin
          for i := 0 to 40 do if i in s then write(i:1, ',');
          write('; ');
        end;

        procedure putbig(s: tbigset);
        var i, sum: integer;
        begin
          sum := 0;
          for i := 0 to 200 do if i in s then sum := (sum * 3 + i) mod 10007;
          write(sum:1, '; ');
        end;

        procedure putchars(s: tcharset);
        var c: char;
        begin
          for c := ' ' to '~' do if c in s then write(c);
          write('; ');
        end;

        function mapped(a: tvector; function f(x: integer): integer): integer;
        var i, sum: integer;
        begin
          sum := 0;
          for i := 1 to 8 do sum := (sum + f(a[i] mod 1000)) mod 100000;
          mapped := sum;
        end;

        procedure reset_all(seed: integer);
        var i, j: integer; blank: tshape;
        begin
          g_big := seed * 1003; g_count := seed; g_name := 'global'; g_ratio := seed / 8;
          for i := 1 to 8 do g_vector[i] := (i * seed) mod 997;
          for i := 0 to 3 do for j := 1 to 5 do g_matrix[i, j] := i * 10 - j;
          for i := 0 to 2 do begin
            with blank do begin
              count := i + seed; letter := chr(97 + i); weight := i * 1.5; title := 'shapes'; members := [i, i + 20];
              for j := 1 to 4 do row[j] := i * j;
              kind := red; wide := seed * 70 + i;
            end;
            g_shapes[i] := blank;
          end;
        end;

        procedure chain(count: integer);
        var head, node: pnode; i: integer;
        begin
          head := nil;
          for i := 1 to count do begin
            new(node); node^.value := i * 7 mod 5; node^.next := head; head := node;
          end;
          while head <> nil do begin
            node := head; write(node^.value:1, ' '); head := node^.next; dispose(node);
          end;
          writeln;
        end;

        procedure put_all;
        var i, j: integer;
        begin
          for i := 1 to 8 do write(g_vector[i]:1, ' ');
          for i := 0 to 3 do for j := 1 to 5 do write(g_matrix[i][j]:1, ' ');
          writeln;
          for i := 0 to 2 do with g_shapes[i] do begin
            write(count:1, ' ', letter, ' ', weight:1:3, ' ', title, ' ', ord(kind):1, ' ');
            putsmall(members);
            for j := 1 to 4 do write(row[j]:1, ' ');
            if kind = red then write(wide:1);
            writeln;
          end;
          writeln(g_big:1, ' ', g_count:1, ' ', g_name, ' ', g_ratio:1:3);
        end;

        """;
}
