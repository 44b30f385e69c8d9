using System.Globalization;
using System.Text;
using ProcVM.Maps.Model;

namespace ProcVM.Maps;

/// <summary>Writes declarations in the map grammar: what <see cref="MapParser"/> reads back to an equal value.</summary>
public static class MapPrinter
{
    /// <summary>A whole map.</summary>
    public static string Print(MapFile map)
    {
        StringBuilder text = new();
        foreach (MapDeclaration declaration in map.Declarations)
        {
            text.Append(Print(declaration)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One declaration, without a line end.</summary>
    public static string Print(MapDeclaration declaration) => declaration switch
    {
        MapPersonality personality => Personality(personality),
        MapAlias alias => $"type {alias.Name} = {Type(alias.Type)}{Prefixed(" ", alias.Format)}",
        MapEnum named => Enum(named),
        MapStruct structure => Struct(structure),
        MapCall call => Call(call),
        MapCopy copy => Copy(copy),
        MapLibrary library => Library(library),
        MapForward forward =>
            $"fn {ExportName(forward.Name)}{(forward.Wide ? "{A,W}" : "")}{Ordinal(forward.Ordinal)} = {ExportName(forward.Library)}.{ExportName(forward.Export)}",
        MapData data =>
            $"data {ExportName(data.Name)}{Ordinal(data.Ordinal)} {Type(data.Type)}{Prefixed(" = ", data.Value)}{Target(data.Target)}",
        _ => throw new ArgumentOutOfRangeException(nameof(declaration)),
    };

    /// <summary>A call's name, parameters and results.</summary>
    public static string Signature(MapCall call) => call.Name + Profile(call);

    /// <summary>A type.</summary>
    public static string Type(MapType type) => type.Callback is { } callback
        ? $"callback({Parameters(callback.Parameters)}){(callback.Result is null ? "" : ": " + Type(callback.Result))}"
        : type.Name + (type.Length is null ? "" : $"[{Length(type.Length)}]");

    /// <summary>A parameter.</summary>
    public static string Parameter(MapParameter parameter)
    {
        string direction = parameter.Direction switch
        {
            MapDirection.In => " in",
            MapDirection.Out => " out",
            MapDirection.InOut => " inout",
            _ => "",
        };
        string location = parameter.Location is null ? "" : parameter.Location + " ";
        return $"{location}{parameter.Name}{direction} {Type(parameter.Type)}{(parameter.Optional ? "?" : "")}";
    }

    private static string Profile(MapCall call)
    {
        string varargs = !call.Varargs ? "" : call.Parameters.Count == 0 ? "..." : ", ...";
        string results = string.Join(", ", call.Results.Select(static result =>
            (result.Location is null ? "" : result.Location + "=") + Type(result.Type)));
        return $"({Parameters(call.Parameters)}{varargs}){(call.NoReturn ? " noreturn" : Prefixed(" ", results.Length == 0 ? null : results))}";
    }

    private static string Copy(MapCopy copy) =>
        $"{Numbered((MapNumberKey)copy.Key)} {copy.Name} = {copy.Personality}{Prefixed(".", copy.Row)}"
        + (copy.Parameters.Count == 0 ? "" : $"({Parameters(copy.Parameters)})")
        + (copy.Wide.Count == 0 ? "" : " wide " + string.Join(", ", copy.Wide));

    private static string Numbered(MapNumberKey key) =>
        key is { Numbers: [{ Personality: null } single] } ? $"call {Number(single.Number)}" : $"call {{{Numbers(key.Numbers)}}}";

    private static string Call(MapCall call)
    {
        string head = call.Key switch
        {
            MapNumberKey key => $"{Numbered(key)} {call.Name}",
            MapExportKey key => $"fn {ExportName(call.Name)}{(key.Wide ? "{A,W}" : "")}{Ordinal(key.Ordinal)}",
            MapInterruptKey key => $"int 0x{key.Vector:x2}{string.Concat(key.Selections.Select(static one => $" {one.Register}=0x{one.Value:x2}"))} {call.Name}",
            _ => $"call {call.Name}",
        };
        string restart = call.Restart switch
        {
            MapRestart.Handler => " restart",
            MapRestart.Always => " restart always",
            MapRestart.NoHandler => " restart nohandler",
            MapRestart.Remaining => " restart remaining",
            _ => "",
        };
        return head + Profile(call) + Prefixed(" convention ", call.Convention)
            + (call.Variant is null ? "" : Variant(call.Variant)) + Target(call.Target) + Prefixed(" fail ", call.Fail) + Support(call.Support)
            + (call.Blocking ? " blocking" : "") + restart + Prefixed(" since ", call.Since);
    }

    private static string Variant(MapVariant variant)
    {
        StringBuilder text = new(" variant " + variant.Selector + " {");
        foreach (MapCase one in variant.Cases)
        {
            text.Append("\n  ").Append(one.Value);
            text.Append(one.Parameters.Count == 0 ? "" : $"({Parameters(one.Parameters)})");
            text.Append(one.Result is null ? "" : " " + Type(one.Result));
            text.Append(Target(one.Target)).Append(Support(one.Support)).Append(';');
        }

        return text.Append("\n}").ToString();
    }

    private static string Target(MapTarget? target) => target switch
    {
        MapHandler { Fixed.Count: 0 } handler => " => " + handler.FullName,
        MapHandler handler => $" => {handler.FullName}({string.Join(", ", handler.Fixed.Select(static one => $"{one.Name}={one.Value}"))})",
        MapErrorTarget error => " => " + error.Name,
        MapReturnTarget result => " => return " + result.Value,
        _ => "",
    };

    private static string Support(MapSupport support)
    {
        string level = support.Level switch
        {
            SupportLevel.Full => " full",
            SupportLevel.Partial => " partial",
            SupportLevel.None => " none",
            _ => "",
        };
        return support.Note is null ? level : $"{level} {Quote(support.Note)}";
    }

    private static string Unknown(MapUnknown unknown)
    {
        List<string> parts = [];
        if (unknown.Error is not null)
        {
            parts.Add(unknown.Error);
        }

        if (unknown.Result is not null)
        {
            parts.Add("return " + unknown.Result);
        }

        if (unknown.ReportOnce)
        {
            parts.Add("report once");
        }

        return " => " + string.Join(", ", parts);
    }

    private static string Personality(MapPersonality personality)
    {
        StringBuilder text = new($"personality {personality.Name}{Prefixed(" : ", personality.Parent)} {{");
        text.Append(Prefixed("\n  cpu ", personality.Cpu));
        text.Append(Prefixed("\n  pointer ", Number(personality.Pointer)));
        text.Append(Prefixed("\n  long ", Number(personality.Long)));
        text.Append(Prefixed("\n  align ", Number(personality.MaxAlign)));
        foreach (MapGate gate in personality.Gates)
        {
            text.Append("\n  gate ").AppendJoin(", ", gate.Triggers.Select(Trigger));
            if (gate.Settings.Count > 0)
            {
                text.Append(" { ").AppendJoin("; ", gate.Settings.Select(static one => string.Join(' ', [one.Name, .. one.Words]))).Append(" }");
            }
        }

        text.Append(personality.Unknown is null ? "" : "\n  unknown" + Unknown(personality.Unknown));
        return text.Append("\n}").ToString();
    }

    private static string Trigger(MapTrigger trigger) => trigger.Word switch
    {
        "int" => $"int 0x{trigger.Vector:x2}",
        "import" => "import " + Quote(trigger.Module ?? ""),
        _ => trigger.Word,
    };

    private static string Enum(MapEnum named)
    {
        StringBuilder text = new($"{(named.IsFlags ? "flags" : "enum")} {named.Name} : {named.Underlying} {{");
        AppendMembers(text, named.Members, "\n  ");
        foreach (MapMaskGroup group in named.Groups)
        {
            text.Append("\n  mask ").Append(Number(group.Mask)).Append(" {");
            AppendMembers(text, group.Members, " ");
            text.Append(" }");
        }

        return text.Append("\n}").ToString();
    }

    private static void AppendMembers(StringBuilder text, MapList<MapMember> members, string before)
    {
        foreach (MapMember member in members)
        {
            text.Append(CultureInfo.InvariantCulture, $"{before}{member.Name} {member.Value},");
        }
    }

    private static string Struct(MapStruct structure)
    {
        StringBuilder text = new($"{(structure.IsUnion ? "union" : "struct")} {structure.Name}");
        text.Append(Prefixed(" as ", structure.LayoutOf)).Append(structure.Packed ? " packed" : "").Append(Prefixed(" align ", Number(structure.Align)));
        text.Append(structure.Sizes switch
        {
            [] => "",
            [{ Personality: null } size] => " size " + Number(size.Number),
            _ => " size " + Numbers(structure.Sizes),
        });
        text.Append(" {");
        foreach (MapField field in structure.Fields)
        {
            text.Append("\n  ").Append(field.Name).Append(' ').Append(Type(field.Type)).Append(Prefixed(" @", Number(field.Offset))).Append(';');
        }

        return text.Append("\n}").ToString();
    }

    private static string Library(MapLibrary library)
    {
        if (library.SameAs is not null)
        {
            return $"dll {library.Name} = {library.SameAs}";
        }

        StringBuilder text = new($"dll {library.Name} {{");
        foreach (MapDeclaration export in library.Exports)
        {
            text.Append("\n  ").Append(Print(export).Replace("\n", "\n  ", StringComparison.Ordinal));
        }

        text.Append(library.Unknown is null ? "" : "\n  default" + Unknown(library.Unknown));
        return text.Append("\n}").ToString();
    }

    private static string Parameters(MapList<MapParameter> parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Length(MapLength length)
    {
        string factors = string.Join(" * ", length.Factors.Select(Factor));
        string plus = length.Plus == 0 ? "" : $" + {Number(length.Plus)}";
        return factors + plus + (length.Used is { } used ? ", used " + Factor(used) : "");
    }

    private static string Factor(MapFactor factor) =>
        factor.Name is null ? Number(factor.Number) : factor.Name + (factor.Pointee ? "^" : "");

    private static string Numbers(MapList<MapNumber> numbers) =>
        string.Join(", ", numbers.Select(static one => $"{one.Personality} {Number(one.Number)}"));

    private static string Ordinal(int? ordinal) => Prefixed(" @", Number(ordinal));

    private static string ExportName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static unit => char.IsAsciiLetterOrDigit(unit) || unit == '_') ? name : Quote(name);

    private static string Quote(string text) =>
        '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    private static string Prefixed(string prefix, string? text) => text is null ? "" : prefix + text;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
