using System.Globalization;
using ProcVM.Maps.Checks;
using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tool;

/// <summary>Writes a map's named values and structures as C# types. A structure's fields are as wide as the widest interface has them; where they lie is
/// in its reading and writing.</summary>
internal sealed class LinuxTypeWriter(MapFile map, MapFile? parent, MapTypes types, StructLayouts layouts, StructLayouts? wideLayouts, CodeText code)
{
    private const string NarrowSuffix = "Narrow";

    private readonly bool _isNarrow = parent is not null;
    private readonly HashSet<string> _wide = [.. map.Calls.SelectMany(static call => call.Wide)];

    public void Write()
    {
        foreach (MapStruct one in parent?.Declarations.OfType<MapStruct>() ?? [])
        {
            WriteNarrow(one);
        }

        foreach (MapDeclaration declaration in map.Declarations)
        {
            switch (declaration)
            {
                case MapEnum { Name: not "errno" } one:
                    WriteEnum(one);
                    break;
                case MapStruct { LayoutOf: not null } one:
                    WriteLayout(one);
                    break;
                case MapStruct one:
                    WriteStruct(one);
                    break;
            }
        }
    }

    /// <summary>The C# type of a parameter or field.</summary>
    public static string TypeName(MapType type, MapTypes types)
    {
        if (types.FindStruct(type.Name) is { LayoutOf: { } other })
        {
            return "Linux" + CodeText.Pascal(other);
        }

        if (types.FindEnum(type.Name) is not null || types.FindStruct(type.Name) is not null)
        {
            return "Linux" + CodeText.Pascal(type.Name);
        }

        return types.FindAlias(type.Name) is { } alias ? TypeName(alias.Type, types) : Primitive(types.Resolve(type).Name);
    }

    /// <summary>The C# type of a structure's other layout.</summary>
    public static string LayoutName(MapStruct one) => $"Linux{CodeText.Pascal(one.Name)}Layout";

    /// <summary>A register's value as a parameter's type. Of an interface with 32-bit registers, signed longs are extended.</summary>
    public static string FromRaw(string raw, MapType type, MapTypes types, bool isNarrow)
    {
        string name = TypeName(type, types);
        string primitive = Primitive(types.Resolve(type).Name);
        if (isNarrow && types.Resolve(type).Name is "long" or "isize" && name == primitive)
        {
            return $"unchecked((int){raw})";
        }

        return name == "ulong" ? raw : name == primitive ? $"unchecked(({name}){raw})" : $"unchecked(({name})({primitive}){raw})";
    }

    /// <summary>A register's value as a length: a negative one is more than there can be.</summary>
    public static string AsLength(string raw, MapType type, MapTypes types) =>
        Primitive(types.Resolve(type).Name) is "int" or "uint" ? $"unchecked((ulong)(int){raw})" : raw;

    private static string Primitive(string name) => name switch
    {
        "i8" => "sbyte",
        "u8" => "byte",
        "i16" => "short",
        "u16" => "ushort",
        "i32" or "int" => "int",
        "u32" or "uint" => "uint",
        "i64" or "long" or "isize" => "long",
        _ => "ulong",
    };

    private void WriteEnum(MapEnum one)
    {
        code.Line();
        code.Line(one.IsFlags ? "[Flags]" : "");
        code.Open($"internal enum Linux{CodeText.Pascal(one.Name)} : {Primitive(one.Underlying)}");
        IEnumerable<MapMember> members = one.Members.Concat(one.Groups.SelectMany(static group => group.Members));
        foreach (MapMember member in members)
        {
            code.Line($"{member.Name} = {member.Value.ToString(CultureInfo.InvariantCulture)},");
        }

        code.Close();
    }

    private void WriteStruct(MapStruct one)
    {
        string name = "Linux" + CodeText.Pascal(one.Name);
        code.Line();
        code.Open($"internal partial struct {name} : IGuestStructure<{name}>");
        for (int i = 0; i < one.Fields.Count; i++)
        {
            if (one.Fields[i].Name != "_")
            {
                code.Line($"public {FieldType(one.Fields[i].Type)} {CodeText.Pascal(one.Fields[i].Name)};");
            }
        }

        code.Line();
        WriteMembers(one, name, "", "ByteSize");
        if (_isNarrow)
        {
            // This interface alone has it.
            code.Line();
            WriteMembers(one, name, NarrowSuffix, "NarrowSize");
            code.Line();
            code.Line("public static bool MayBeWide => false;");
            code.Line();
            code.Line($"public static {name} ReadWide(ReadOnlySpan<byte> bytes) => Read{NarrowSuffix}(bytes);");
        }

        code.Close();
    }

    /// <summary>The other layout of a structure that another map declares.</summary>
    private void WriteNarrow(MapStruct one)
    {
        string name = "Linux" + CodeText.Pascal(one.Name);
        code.Line();
        code.Open($"internal partial struct {name}");
        WriteMembers(one, name, NarrowSuffix, "NarrowSize");
        code.Line();
        code.Line($"public static bool MayBeWide => {(_wide.Contains(one.Name) ? "true" : "false")};");
        code.Line();
        if (_wide.Contains(one.Name))
        {
            // What is beside the nanoseconds of a 64-bit time is no part of it (Linux's get_timespec64).
            code.Open($"public static {name} ReadWide(ReadOnlySpan<byte> bytes) => new()");
            StructLayout layout = LayoutIn(wideLayouts!, one);
            for (int i = 0; i < one.Fields.Count; i++)
            {
                MapField field = one.Fields[i];
                string place = $"bytes[{layout.Offsets[i]}..]";
                string read = _wide.Contains(field.Type.Name) ? $"{TypeName(field.Type, types)}.ReadWide({place})"
                    : field.Name == "nsec" ? ReadPrimitive("uint", place) : ReadPrimitive("long", place);
                code.Line($"{CodeText.Pascal(field.Name)} = {read},");
            }

            code.Close("};");
        }
        else
        {
            code.Line($"public static {name} ReadWide(ReadOnlySpan<byte> bytes) => Read(bytes);");
        }

        code.Close();
    }

    /// <summary>A layout that this interface alone has, of a structure that others have too.</summary>
    private void WriteLayout(MapStruct one)
    {
        StructLayout layout = LayoutIn(layouts, one);
        string structure = "Linux" + CodeText.Pascal(one.LayoutOf!);
        MapStruct whole = types.FindStruct(one.LayoutOf!)!;
        code.Line();
        code.Open($"internal readonly struct {LayoutName(one)} : IGuestLayout<{structure}>");
        code.Line($"public static int ByteSize => {layout.Size};");
        code.Line();
        code.Open($"public static {structure} Read(ReadOnlySpan<byte> bytes) => new()");
        WriteReads(one, layout, NarrowSuffix, whole);
        code.Close("};");
        code.Line();
        code.Open($"public static bool TryWrite(in {structure} value, Span<byte> bytes)");
        code.Line("bytes[..ByteSize].Clear();");
        WriteWrites(one, layout, NarrowSuffix, "value.");
        List<string> fits = [.. one.Fields.Where(field => field.Name != "_").Select(field => Fits(field, whole)).OfType<string>()];
        code.Line($"return {(fits.Count == 0 ? "true" : string.Join(" && ", fits))};");
        code.Close();
        code.Close();
    }

    // True when what the structure has is what was written.
    private string? Fits(MapField field, MapStruct whole)
    {
        MapType wider = whole.Fields.First(one => one.Name == field.Name).Type;
        if (types.Resolve(field.Type).Length is not null || types.FindStruct(field.Type.Name) is not null || types.FindEnum(wider.Name) is not null)
        {
            return null;
        }

        string guest = GuestPrimitive(field.Type);
        string ours = FieldType(wider);
        string place = "value." + CodeText.Pascal(field.Name);
        return guest == ours ? null : $"{place} == unchecked(({ours})({guest}){place})";
    }

    private void WriteMembers(MapStruct one, string name, string suffix, string sizeName)
    {
        StructLayout layout = LayoutIn(layouts, one);
        code.Line($"public static int {sizeName} => {layout.Size};");
        code.Line();
        code.Open($"public static {name} Read{suffix}(ReadOnlySpan<byte> bytes) => new()");
        WriteReads(one, layout, suffix, one);
        code.Close("};");
        code.Line();
        code.Open($"public readonly void Write{suffix}(Span<byte> bytes)");
        code.Line($"bytes[..{sizeName}].Clear();");
        WriteWrites(one, layout, suffix, "");
        code.Close();
    }

    private void WriteReads(MapStruct one, StructLayout layout, string suffix, MapStruct whole)
    {
        for (int i = 0; i < one.Fields.Count; i++)
        {
            MapField field = one.Fields[i];
            if (field.Name == "_" || ArrayBytes(field.Type) < 0)
            {
                continue;
            }

            string place = $"bytes[{layout.Offsets[i]}..]";
            string ours = FieldType(whole.Fields.First(other => other.Name == field.Name).Type);
            string read = ArrayBytes(field.Type) is int count and > 0 ? $"{place}[..{count}].ToArray()"
                : types.FindStruct(types.Resolve(field.Type).Name) is not null ? ReadInner(field.Type, suffix, place)
                : GuestPrimitive(field.Type) is var guest && guest == ours ? ReadPrimitive(guest, place)
                : $"unchecked(({ours}){ReadPrimitive(guest, place)})";
            code.Line($"{CodeText.Pascal(field.Name)} = {read},");
        }
    }

    private void WriteWrites(MapStruct one, StructLayout layout, string suffix, string owner)
    {
        for (int i = 0; i < one.Fields.Count; i++)
        {
            MapField field = one.Fields[i];
            if (field.Name == "_" || ArrayBytes(field.Type) < 0)
            {
                continue;
            }

            string place = $"bytes[{layout.Offsets[i]}..]";
            string name = owner + CodeText.Pascal(field.Name);
            code.Line(ArrayBytes(field.Type) is int count and > 0 ? $"{name}?.AsSpan(0, Math.Min({name}.Length, {count})).CopyTo({place});"
                : types.FindStruct(types.Resolve(field.Type).Name) is not null ? WriteInner(field.Type, suffix, place, name)
                : WritePrimitive(GuestPrimitive(field.Type), place, $"unchecked(({GuestPrimitive(field.Type)}){name})"));
        }
    }

    private string ReadInner(MapType type, string suffix, string place) =>
        types.FindStruct(types.Resolve(type).Name) is { LayoutOf: not null } other ? $"{LayoutName(other)}.Read({place})" : $"{TypeName(type, types)}.Read{suffix}({place})";

    private string WriteInner(MapType type, string suffix, string place, string name) =>
        types.FindStruct(types.Resolve(type).Name) is { LayoutOf: not null } other ? $"{LayoutName(other)}.TryWrite({name}, {place});" : $"{name}.Write{suffix}({place});";

    /// <summary>Bytes of an array; 0 for what is none; −1 for one whose elements differ in size between interfaces, which no handler fills in.</summary>
    private int ArrayBytes(MapType type)
    {
        MapType resolved = types.Resolve(type);
        if (resolved.Length is not { } length)
        {
            return 0;
        }

        int size = resolved.Name is "chars" or "bytes" ? 1 : SizeOf(GuestPrimitive(resolved with { Length = null }));
        return _isNarrow && size != SizeOf(Primitive(resolved.Name)) && resolved.Name is not ("chars" or "bytes") ? -1 : size * (int)length.Factors[0].Number;
    }

    private static int SizeOf(string primitive) => primitive switch { "sbyte" or "byte" => 1, "short" or "ushort" => 2, "int" or "uint" => 4, _ => 8 };

    private string FieldType(MapType type) => types.Resolve(type).Length is not null ? "byte[]?" : TypeName(type, types);

    /// <summary>What is in the guest's memory.</summary>
    private string GuestPrimitive(MapType type)
    {
        string name = types.Resolve(type).Name;
        return _isNarrow && BuiltInType.Find(name) is { Size: BuiltInType.OfLong or BuiltInType.OfPointer } built ? built.IsSigned ? "int" : "uint" : Primitive(name);
    }

    private static StructLayout LayoutIn(StructLayouts layouts, MapStruct one) =>
        layouts.Of(one) ?? throw new InvalidOperationException($"'{one.Name}' has no layout");

    private static string ReadPrimitive(string type, string place) => type switch
    {
        "byte" => place.Replace("..]", "]", StringComparison.Ordinal),
        "sbyte" => $"(sbyte){place.Replace("..]", "]", StringComparison.Ordinal)}",
        _ => $"BinaryPrimitives.Read{ReaderName(type)}LittleEndian({place})",
    };

    private static string WritePrimitive(string type, string place, string value) => type switch
    {
        "byte" => $"{place.Replace("..]", "]", StringComparison.Ordinal)} = {value};",
        "sbyte" => $"{place.Replace("..]", "]", StringComparison.Ordinal)} = (byte){value};",
        _ => $"BinaryPrimitives.Write{ReaderName(type)}LittleEndian({place}, {value});",
    };

    private static string ReaderName(string type) => type switch
    {
        "short" => "Int16",
        "ushort" => "UInt16",
        "int" => "Int32",
        "uint" => "UInt32",
        "long" => "Int64",
        _ => "UInt64",
    };
}
