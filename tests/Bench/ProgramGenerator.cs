using System.Globalization;
using System.Text;

namespace ProcVM.Bench;

/// <summary>Writes programs of a wanted length as people write them: records, lists, strings, sets, case, reals, loops of all kinds,
/// small routines. The same length gives the same program, which prints sums that show whether it was compiled right.</summary>
internal sealed class ProgramGenerator(int lines)
{
    private readonly StringBuilder _text = new();
    private readonly Random _random = new(20260101);

    /// <summary>The program.</summary>
    public string Generate()
    {
        Append("program generated;\n\nvar\n  total: integer;\n\n");
        int sections = 0;
        int written = 0;
        int longest = s_section.Count(c => c == '\n');
        while (sections == 0 || written + longest < lines - 10 - sections)
        {
            sections++;
            string section = Section(sections);
            written += section.Count(c => c == '\n');
            _text.Append(section);
        }

        Append("begin\n  total := 1;\n");
        for (int i = 1; i <= sections; i++)
        {
            Append($"  total := (total * 7 + section{i}(total mod 100)) mod 1000003;\n");
        }

        Append("  writeln(total)\nend.\n");
        return _text.ToString();
    }

    private void Append(string text) => _text.Append(text);

    // # becomes the section's number; 1%, 2%… a constant of its own.
    private string Section(int number)
    {
        StringBuilder section = new(s_section);
        section.Replace("#", number.ToString(CultureInfo.InvariantCulture));
        for (int i = 1; i <= 9; i++)
        {
            section.Replace($"{i}%", _random.Next(3, 60).ToString(CultureInfo.InvariantCulture));
        }

        return section.ToString();
    }

    private static readonly string s_section = """
        { Section #: a table of items, a list of them, and what is reckoned from both. }
        const
          Size# = 1%;
          Scale# = 2%;
          Title# = 'section #';

        type
          Kind# = (plain#, round#, broken#, final#);
          Text# = string[40];
          Index# = 0..Size#;
          Item# = record
            name: Text#;
            kind: Kind#;
            weight: integer;
            price: real;
          end;
          Link# = ^Node#;
          Node# = record
            item: Item#;
            next: Link#;
          end;
          ItemTable# = array[Index#] of Item#;

        var
          table#: ItemTable#;
          head#: Link#;
          seen#: set of Kind#;

        function kindOf#(n: integer): Kind#;
        begin
          case n mod 4 of
            0: kindOf# := plain#;
            1: kindOf# := round#;
            2: kindOf# := broken#
          else
            kindOf# := final#
          end
        end;

        procedure fill#(seed: integer);
        var
          i: integer;
        begin
          seen# := [];
          for i := 0 to Size# do
            with table#[i] do
            begin
              str(i * 3% + seed, name);
              name := Title# + ':' + name;
              kind := kindOf#(i + seed);
              weight := (i * Scale# + seed * 4%) mod 997;
              price := weight / 8 + i * 0.25;
              if kind in [round#, final#] then
                seen# := seen# + [kind]
            end
        end;

        procedure push#(const source: Item#);
        var
          node: Link#;
        begin
          new(node);
          node^.item := source;
          node^.next := head#;
          head# := node
        end;

        procedure drop#;
        var
          node: Link#;
        begin
          while head# <> nil do
          begin
            node := head#;
            head# := node^.next;
            dispose(node)
          end
        end;

        procedure sort#(low, high: integer);
        var
          i, j, pivot: integer;
          swap: Item#;
        begin
          i := low;
          j := high;
          pivot := table#[(low + high) div 2].weight;
          repeat
            while table#[i].weight < pivot do
              i := i + 1;
            while pivot < table#[j].weight do
              j := j - 1;
            if i <= j then
            begin
              swap := table#[i];
              table#[i] := table#[j];
              table#[j] := swap;
              i := i + 1;
              j := j - 1
            end
          until i > j;
          if low < j then
            sort#(low, j);
          if i < high then
            sort#(i, high)
        end;

        function letters#(const s: Text#): integer;
        var
          i, count: integer;
        begin
          count := 0;
          for i := 1 to length(s) do
            if s[i] in ['a'..'z', 'A'..'Z'] then
              count := count + ord(s[i]) - ord('a') + 5%
            else if s[i] = ':' then
              count := count * 2
            else
              count := count + 1;
          letters# := count
        end;

        function average#(limit: integer): real;
        var
          i, n: integer;
          sum: real;

          procedure add(x: real);
          begin
            sum := sum + x;
            n := n + 1
          end;

        begin
          sum := 0.0;
          n := 0;
          i := 0;
          while (i <= Size#) and (n < limit) do
          begin
            if table#[i].price > 6% / 4 then
              add(table#[i].price);
            inc(i)
          end;
          if n = 0 then
            average# := 0
          else
            average# := sum / n
        end;

        function section#(seed: integer): integer;
        var
          i, sum: integer;
          node: Link#;
        begin
          head# := nil;
          fill#(seed);
          sort#(0, Size#);
          for i := Size# downto 0 do
            if table#[i].kind <> broken# then
              push#(table#[i]);
          sum := 7%;
          node := head#;
          while node <> nil do
          begin
            sum := (sum * 31 + node^.item.weight + letters#(node^.item.name)) mod 65521;
            node := node^.next
          end;
          if round# in seen# then
            sum := sum xor 8%;
          if (sum and 1 = 0) or (pos('9%', table#[0].name) > 0) then
            sum := sum + trunc(average#(20));
          drop#;
          section# := sum
        end;


        """.ReplaceLineEndings("\n");
}
