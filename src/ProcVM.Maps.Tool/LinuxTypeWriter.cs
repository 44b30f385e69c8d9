using System.Globalization;
using ProcVM.Maps.Checks;
using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tool;

/// <summary>Writes a map's named values and structures as C# types. A structure's fields are as wide as the widest interface has them; where they lie is
/// in its reading and writing.</summary>
internal sealed class LinuxTypeWriter(MapFile map, MapTypes types, StructLayouts layouts, CodeText code)
{
    public void Write()
    {
        foreach (MapDeclaration declaration in map.Declarations)
        {
            switch (declaration)
            {
                case MapEnum { Name: not "errno" } one:
                    WriteEnum(one);
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
        if (types.FindEnum(type.Name) is not null || types.FindStruct(type.Name) is not null)
        {
            return "Linux" + CodeText.Pascal(type.Name);
        }

        return types.FindAlias(type.Name) is { } alias ? TypeName(alias.Type, types) : Primitive(types.Resolve(type).Name);
    }

    /// <summary>A register's value as a parameter's type.</summary>
    public static string FromRaw(string raw, MapType type, MapTypes types)
    {
        string name = TypeName(type, types);
        string primitive = Primitive(types.Resolve(type).Name);
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
        StructLayout layout = layouts.Of(one) ?? throw new InvalidOperationException($"'{one.Name}' has no layout");
        string name = "Linux" + CodeText.Pascal(one.Name);
        code.Line();
        code.Open($"internal struct {name} : IGuestStructure<{name}>");
        for (int i = 0; i < one.Fields.Count; i++)
        {
            if (one.Fields[i].Name != "_")
            {
                code.Line($"public {FieldType(one.Fields[i].Type)} {CodeText.Pascal(one.Fields[i].Name)};");
            }
        }

        code.Line();
        code.Line($"public static int ByteSize => {layout.Size};");
        code.Line();
        code.Open($"public static {name} Read(ReadOnlySpan<byte> bytes) => new()");
        WriteFields(one, layout, static (field, type, place) => $"{field} = {ReadField(type, place)},");
        code.Close("};");
        code.Line();
        code.Open("public readonly void Write(Span<byte> bytes)");
        code.Line("bytes[..ByteSize].Clear();");
        WriteFields(one, layout, static (field, type, place) => WriteField(field, type, place));
        code.Close();
        code.Close();
    }

    private void WriteFields(MapStruct one, StructLayout layout, Func<string, string, string, string> write)
    {
        for (int i = 0; i < one.Fields.Count; i++)
        {
            MapField field = one.Fields[i];
            if (field.Name != "_")
            {
                MapType resolved = types.Resolve(field.Type);
                string type = resolved.Length is { } length
                    ? $"bytes {ElementSize(resolved.Name) * length.Factors[0].Number}"
                    : FieldType(field.Type) is var named && types.FindEnum(field.Type.Name) is { } values ? $"{named} {Primitive(values.Underlying)}" : FieldType(field.Type);
                code.Line(write(CodeText.Pascal(field.Name), type, $"bytes[{layout.Offsets[i]}..]"));
            }
        }
    }

    private static int ElementSize(string name) => Primitive(name) switch { "sbyte" or "byte" => 1, "short" or "ushort" => 2, "int" or "uint" => 4, _ when name is "chars" or "bytes" => 1, _ => 8 };

    private string FieldType(MapType type) => types.Resolve(type).Length is not null ? "byte[]?" : TypeName(type, types);

    private static string ReadField(string type, string place)
    {
        if (type.Split(' ') is [string first, string second])
        {
            return first == "bytes" ? $"{place}[..{second}].ToArray()" : $"({first}){ReadField(second, place)}";
        }

        return type switch
        {
            "byte" => place.Replace("..]", "]", StringComparison.Ordinal),
            "ushort" => $"BinaryPrimitives.ReadUInt16LittleEndian({place})",
            "int" => $"BinaryPrimitives.ReadInt32LittleEndian({place})",
            "uint" => $"BinaryPrimitives.ReadUInt32LittleEndian({place})",
            "long" => $"BinaryPrimitives.ReadInt64LittleEndian({place})",
            "ulong" => $"BinaryPrimitives.ReadUInt64LittleEndian({place})",
            _ => $"{type}.Read({place})",
        };
    }

    private static string WriteField(string field, string type, string place)
    {
        if (type.Split(' ') is [string first, string second])
        {
            return first == "bytes" ? $"{field}?.AsSpan(0, Math.Min({field}.Length, {second})).CopyTo({place});" : WriteField($"({second}){field}", second, place);
        }

        return type switch
        {
            "byte" => $"{place.Replace("..]", "]", StringComparison.Ordinal)} = {field};",
            "ushort" => $"BinaryPrimitives.WriteUInt16LittleEndian({place}, {field});",
            "int" => $"BinaryPrimitives.WriteInt32LittleEndian({place}, {field});",
            "uint" => $"BinaryPrimitives.WriteUInt32LittleEndian({place}, {field});",
            "long" => $"BinaryPrimitives.WriteInt64LittleEndian({place}, {field});",
            "ulong" => $"BinaryPrimitives.WriteUInt64LittleEndian({place}, {field});",
            _ => $"{field}.Write({place});",
        };
    }
}
