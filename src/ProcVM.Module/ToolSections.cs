namespace ProcVM.Module;

/// <summary>The sections for people and tools: names, lines, customs, relocations.</summary>
internal static class ToolSections
{
    /// <summary>Names; <paramref name="slots"/> tells how many parameters and locals a function has.</summary>
    internal static NameSection Names(ref SectionReader section, int functions, int globals, Func<int, int> slots)
    {
        Dictionary<int, string> functionNames = NameMap(ref section, functions);
        Dictionary<int, string> globalNames = NameMap(ref section, globals);
        int count = section.Count("function count", functions, 2);
        Dictionary<int, string[]> locals = new(count);
        int last = -1;
        for (int i = 0; i < count && !section.Failed; i++)
        {
            last = Ascending(ref section, last, functions);
            string[] names = new string[section.Count("name count", section.Failed ? 0 : slots(last), 1)];
            for (int n = 0; n < names.Length; n++)
            {
                names[n] = section.Text("local name");
            }

            locals[last] = names;
        }

        return new NameSection { Functions = functionNames, Globals = globalNames, Locals = locals };
    }

    internal static LineSection Lines(ref SectionReader section, int imports, Function[] functions)
    {
        string[] files = new string[section.Count("file count", ModuleLimits.Items, 1)];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = section.Text("source path");
        }

        int count = section.Count("function count", functions.Length, 2);
        Dictionary<int, LineEntry[]> lines = new(count);
        int last = -1;
        for (int i = 0; i < count && !section.Failed; i++)
        {
            last = Ascending(ref section, last, imports + functions.Length);
            if (section.Failed || last < imports)
            {
                section.BadItem("an import has lines");
                break;
            }

            lines[last] = Entries(ref section, files.Length, functions[last - imports].Code.Length);
        }

        return new LineSection { Files = files, Functions = lines };
    }

    internal static CustomSection[] Customs(ref SectionReader section)
    {
        CustomSection[] customs = new CustomSection[section.Count("custom count", ModuleLimits.Items, 2)];
        for (int i = 0; i < customs.Length && !section.Failed; i++)
        {
            string name = section.Text("name");
            customs[i] = new CustomSection(name, section.Bytes("bytes"));
        }

        return customs;
    }

    internal static Relocation[] Relocations(ref SectionReader section, int imports, Function[] functions)
    {
        const int Width = 5;
        Relocation[] relocations = new Relocation[section.Count("relocation count", int.MaxValue, 4)];
        for (int i = 0; i < relocations.Length && !section.Failed; i++)
        {
            int function = section.Index("function index");
            int offset = section.Index("code offset");
            RelocationKind kind = (RelocationKind)section.U8("kind");
            if (kind > RelocationKind.Type)
            {
                section.BadItem($"relocation kind {(byte)kind} doesn't exist");
            }
            else if (function < imports || function - imports >= functions.Length
                || offset > functions[function - imports].Code.Length - Width)
            {
                section.BadItem("a relocation lies outside the code");
            }

            relocations[i] = new Relocation(function, offset, kind, section.Text("symbol"));
            if (i > 0 && !section.Failed && !IsAbove(relocations[i], relocations[i - 1]))
            {
                section.BadItem("a relocation isn't behind the one before");
            }
        }

        return relocations;
    }

    private static bool IsAbove(in Relocation one, in Relocation other) =>
        one.Function > other.Function || (one.Function == other.Function && one.CodeOffset > other.CodeOffset);

    private static Dictionary<int, string> NameMap(ref SectionReader section, int most)
    {
        int count = section.Count("name count", most, 2);
        Dictionary<int, string> names = new(count);
        int last = -1;
        for (int i = 0; i < count && !section.Failed; i++)
        {
            last = Ascending(ref section, last, most);
            names[last] = section.Text("name");
        }

        return names;
    }

    private static LineEntry[] Entries(ref SectionReader section, int files, int codeSize)
    {
        LineEntry[] entries = new LineEntry[section.Count("line count", int.MaxValue, 3)];
        int offset = 0;
        long line = 0;
        for (int i = 0; i < entries.Length && !section.Failed; i++)
        {
            offset += section.Bounded("code offset", codeSize - offset);
            int file = section.Index("file index");
            line += section.S32("line");
            if (file >= files || line is < 0 or > int.MaxValue)
            {
                section.BadItem(file >= files ? "a line names no file" : "a line is out of range");
                break;
            }

            entries[i] = new LineEntry(offset, file, (int)line);
        }

        return entries;
    }

    private static int Ascending(ref SectionReader section, int last, int count)
    {
        int index = section.Index("index");
        if (index <= last || index >= count)
        {
            section.BadItem($"index {index} is out of range or not above the one before");
        }

        return index;
    }
}
