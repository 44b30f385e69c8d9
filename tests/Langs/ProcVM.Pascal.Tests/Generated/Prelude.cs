namespace ProcVM.Pascal.Tests.Generated;

/// <summary>What generated programs begin with, after the program heading.</summary>
internal static class Prelude
{
    internal const string Text = """
        type
          tcolor = (red, green, blue, black, white, grey);
          tlittle = 1..20;
          tname = string[40];
          tsmallset = set of 0..40;
          tbigset = set of 0..200; tcharset = set of char; tlist = array of integer;
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

        const
          edges: array [0..3] of cardinal = (4000000007, 2147483648, 4294967295, 65536);

        var
          g_zero: integer; g_shapes: tshapes; g_vector: tvector; g_matrix: tmatrix; g_big: int64; g_count: integer; g_name: tname; g_ratio: double;
          g_list: tlist; g_grid: array of array of byte; g_part: single; g_mask: cardinal;

        procedure putsmall(s: tsmallset);
        var i: integer;
        begin
          for i := 0 to 40 do if i in s then write(i, ',');
          write('; ');
        end;

        procedure putbig(s: tbigset);
        var i, sum: integer;
        begin
          sum := 0;
          for i in s do sum := (sum * 3 + i) mod 10007;
          for i := 0 to 200 do if i in s then sum := (sum + i) mod 10007;
          write(sum, '; ');
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

        function picked(x: integer; factor: integer = 3): integer; overload;
        begin
          picked := x * factor;
        end;

        function picked(c: char): integer; overload;
        begin
          picked := ord(c) - 64;
        end;

        function picked(b: boolean): integer; overload;
        begin
          if b then exit(17);
          result := -4;
        end;

        procedure recut(from, count: integer);
        begin
          g_list := copy(g_list, from, count); setlength(g_list, length(g_list) + 6);
        end;

        procedure reset_all(seed: integer);
        var i, j: integer; blank: tshape;
        begin
          g_big := seed * int64(1000003); g_count := seed; g_name := 'global'; g_ratio := seed / 8; g_part := seed / 16; g_mask := cardinal(seed) * 65599;
          setlength(g_list, 10); for i := 0 to 9 do g_list[i] := i * seed mod 31;
          setlength(g_grid, 4, 3); for i := 0 to 3 do for j := 0 to 2 do g_grid[i][j] := i + j * 7;
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
          for i := 0 to high(g_list) do write(g_list[i], ' '); for i := 0 to 3 do for j in g_grid[i] do write(j, ' ');
          writeln(g_part:0:3, ' ', g_mask);
          writeln(g_big, ' ', g_count, ' ', g_name, ' ', g_ratio:0:3);
        end;

        """;
}
