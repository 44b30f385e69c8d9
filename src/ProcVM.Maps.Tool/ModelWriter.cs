using System.Globalization;
using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tool;

/// <summary>Writes a map's declarations as C# expressions that make them again.</summary>
internal static class ModelWriter
{
    public static string Declaration(MapDeclaration declaration) => declaration switch
    {
        MapPersonality one => $"new MapPersonality({Text(one.Name)}, {Text(one.Parent)}, {List(one.Gates, Gate)}, {Unknown(one.Unknown)})"
            + $" {{ Cpu = {Text(one.Cpu)}, Pointer = {Number(one.Pointer)}, Long = {Number(one.Long)}, MaxAlign = {Number(one.MaxAlign)} }}",
        MapAlias one => $"new MapAlias({Text(one.Name)}, {Type(one.Type)}, {Text(one.Format)})",
        MapEnum one => $"new MapEnum({Text(one.Name)}, {Flag(one.IsFlags)}, {Text(one.Underlying)}, {List(one.Members, Member)}, {List(one.Groups, Group)})",
        MapStruct one => $"new MapStruct({Text(one.Name)}, {Flag(one.IsUnion)}, {List(one.Fields, Field)})"
            + $" {{ LayoutOf = {Text(one.LayoutOf)}, Packed = {Flag(one.Packed)}, Align = {Number(one.Align)}, Sizes = {List(one.Sizes, NumberOf)} }}",
        MapCall one => Call(one),
        MapLibrary one => $"new MapLibrary({Text(one.Name)}, {Text(one.SameAs)}, {List(one.Exports, Declaration)}, {Unknown(one.Unknown)})",
        MapForward one =>
            $"new MapForward({Text(one.Name)}, {Number(one.Ordinal)}, {Flag(one.Wide)}, {Text(one.Library)}, {Text(one.Export)})",
        MapData one => $"new MapData({Text(one.Name)}, {Number(one.Ordinal)}, {Type(one.Type)}, {Text(one.Value)}, {Target(one.Target)})",
        _ => throw new ArgumentOutOfRangeException(nameof(declaration)),
    };

    private static string Call(MapCall call)
    {
        List<string> settings = [];
        void Set(bool isSet, string name, string value)
        {
            if (isSet)
            {
                settings.Add($"{name} = {value}");
            }
        }

        Set(call.Varargs, nameof(call.Varargs), "true");
        Set(call.NoReturn, nameof(call.NoReturn), "true");
        Set(call.Blocking, nameof(call.Blocking), "true");
        Set(call.Restart != MapRestart.Never, nameof(call.Restart), $"MapRestart.{call.Restart}");
        Set(call.Variant is not null, nameof(call.Variant), call.Variant is { } variant ? $"new MapVariant({Text(variant.Selector)}, {List(variant.Cases, Case)})" : "");
        Set(call.Fail is not null, nameof(call.Fail), Text(call.Fail));
        Set(call.Convention is not null, nameof(call.Convention), Text(call.Convention));
        Set(call.Since is not null, nameof(call.Since), Text(call.Since));
        Set(call.Wide.Count > 0, nameof(call.Wide), List(call.Wide, Text));
        string made = $"new MapCall({Text(call.Name)}, {Key(call.Key)}, {List(call.Parameters, Parameter)}, "
            + $"{List(call.Results, Result)}, {Target(call.Target)}, {Support(call.Support)})";
        return settings.Count == 0 ? made : $"{made} {{ {string.Join(", ", settings)} }}";
    }

    private static string Key(MapKey key) => key switch
    {
        MapNumberKey one => $"new MapNumberKey({List(one.Numbers, NumberOf)})",
        MapExportKey one => $"new MapExportKey({Number(one.Ordinal)}, {Flag(one.Wide)})",
        MapInterruptKey one => $"new MapInterruptKey({Number(one.Vector)}, {List(one.Selections, static one => $"new({Text(one.Register)}, {Number(one.Value)})")})",
        _ => "new MapNameKey()",
    };

    private static string Case(MapCase one) =>
        $"new MapCase({Text(one.Value)}, {List(one.Parameters, Parameter)}, {(one.Result is null ? "null" : Type(one.Result))}, {Target(one.Target)}, {Support(one.Support)})";

    private static string Parameter(MapParameter one)
    {
        string made = $"new MapParameter({Text(one.Name)}, MapDirection.{one.Direction}, {Type(one.Type)})";
        return one.Location is null && !one.Optional
            ? made
            : $"{made} {{ Location = {Text(one.Location)}, Optional = {Flag(one.Optional)} }}";
    }

    private static string Result(MapResult one) => $"new MapResult({Text(one.Location)}, {Type(one.Type)})";

    private static string Type(MapType one) => one switch
    {
        { Length: null, Callback: null } => $"new MapType({Text(one.Name)})",
        { Callback: { } callback } =>
            $"new MapType({Text(one.Name)}, null, new MapCallback({List(callback.Parameters, Parameter)}, {(callback.Result is null ? "null" : Type(callback.Result))}))",
        _ => $"new MapType({Text(one.Name)}, {Length(one.Length!)})",
    };

    private static string Length(MapLength one) =>
        $"new MapLength({List(one.Factors, Factor)}, {Number(one.Plus)}, {(one.Used is { } used ? Factor(used) : "null")})";

    private static string Factor(MapFactor one) => $"new MapFactor({Text(one.Name)}, {Flag(one.Pointee)}, {Number(one.Number)})";

    private static string Target(MapTarget? target) => target switch
    {
        MapHandler one => $"new MapHandler({Text(one.Class)}, {Text(one.Method)}, {List(one.Fixed, static one => $"new({Text(one.Name)}, {Text(one.Value)})")})",
        MapErrorTarget one => $"new MapErrorTarget({Text(one.Name)})",
        MapReturnTarget one => $"new MapReturnTarget({Text(one.Value)})",
        _ => "null",
    };

    private static string Support(MapSupport one) => $"new(SupportLevel.{one.Level}, {Text(one.Note)})";

    private static string Unknown(MapUnknown? one) =>
        one is null ? "null" : $"new MapUnknown({Text(one.Error)}, {Text(one.Result)}, {Flag(one.ReportOnce)})";

    private static string Gate(MapGate one) =>
        $"new MapGate({List(one.Triggers, static one => $"new MapTrigger({Text(one.Word)}, {Number(one.Vector)}, {Text(one.Module)})")}, "
        + $"{List(one.Settings, static one => $"new MapSetting({Text(one.Name)}, {List(one.Words, Text)})")})";

    private static string Member(MapMember one) => $"new({Text(one.Name)}, {Number(one.Value)})";

    private static string Group(MapMaskGroup one) => $"new MapMaskGroup({Number(one.Mask)}, {List(one.Members, Member)})";

    private static string Field(MapField one) => $"new MapField({Text(one.Name)}, {Type(one.Type)}, {Number(one.Offset)})";

    private static string NumberOf(MapNumber one) => $"new({Text(one.Personality)}, {Number(one.Number)})";

    private static string List<T>(MapList<T> items, Func<T, string> write) => $"[{string.Join(", ", items.Select(write))}]";

    private static string Text(string? text) => CodeText.Quote(text);

    private static string Flag(bool flag) => flag ? "true" : "false";

    private static string Number(long number) =>
        number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture);

    private static string Number(long? number) => number is { } value ? Number(value) : "null";
}
