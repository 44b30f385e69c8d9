namespace ProcVM.Module;

/// <summary>The sections that make an instance's state: tables, memory, globals, exports, segments.</summary>
internal static class StateSections
{
    internal static TableType[] Tables(ref SectionReader section)
    {
        TableType[] tables = new TableType[section.Count("table count", ModuleLimits.Tables, 2)];
        for (int i = 0; i < tables.Length && !section.Failed; i++)
        {
            uint minimum = section.U32("minimum");
            tables[i] = new TableType(minimum, section.U32("maximum"));
        }

        return tables;
    }

    internal static MemoryType Memory(ref SectionReader section)
    {
        uint minimum = section.U32("minimum");
        uint maximum = section.U32("maximum");
        uint stackBase = section.U32("stack base");
        return new MemoryType(minimum, maximum, stackBase, section.U32("stack size"));
    }

    internal static Global[] Globals(ref SectionReader section)
    {
        Global[] globals = new Global[section.Count("global count", ModuleLimits.Items, 3)];
        for (int i = 0; i < globals.Length && !section.Failed; i++)
        {
            ValueType type = section.Type("global");
            bool isMutable = section.Flag("mutability");
            ulong initial = type switch
            {
                ValueType.I32 => (uint)section.S32("initial value"),
                ValueType.I64 => (ulong)section.S64("initial value"),
                ValueType.F32 => section.Fixed(4, "initial value"),
                _ => section.Fixed(8, "initial value"),
            };
            globals[i] = new Global(type, isMutable, initial);
        }

        return globals;
    }

    internal static Export[] Exports(ref SectionReader section)
    {
        Export[] exports = new Export[section.Count("export count", ModuleLimits.Items, 3)];
        for (int i = 0; i < exports.Length && !section.Failed; i++)
        {
            string name = section.Text("name");
            ExportKind kind = (ExportKind)section.U8("kind");
            if (kind > ExportKind.Global)
            {
                section.BadItem($"export kind {(byte)kind} doesn't exist");
            }

            exports[i] = new Export(name, kind, section.Index("index"));
        }

        return exports;
    }

    internal static ElementSegment[] Elements(ref SectionReader section)
    {
        ElementSegment[] segments = new ElementSegment[section.Count("segment count", ModuleLimits.Items, 2)];
        for (int i = 0; i < segments.Length && !section.Failed; i++)
        {
            bool isActive = !section.Flag("mode");
            int table = isActive ? section.Index("table index") : 0;
            uint offset = isActive ? section.U32("offset") : 0;
            uint[] references = new uint[section.Count("reference count", ModuleLimits.Items, 1)];
            for (int n = 0; n < references.Length && !section.Failed; n++)
            {
                references[n] = section.U32("reference");
            }

            segments[i] = new ElementSegment(isActive, table, offset, references);
        }

        return segments;
    }

    internal static DataSegment[] Data(ref SectionReader section)
    {
        DataSegment[] segments = new DataSegment[section.Count("segment count", ModuleLimits.Items, 2)];
        for (int i = 0; i < segments.Length && !section.Failed; i++)
        {
            bool isActive = !section.Flag("mode");
            uint offset = isActive ? section.U32("offset") : 0;
            segments[i] = new DataSegment(isActive, offset, section.Bytes("bytes"));
        }

        return segments;
    }
}
