using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tool;

/// <summary>How a host call's slots become a handler's arguments, and its result a slot.</summary>
internal static class PvmMarshal
{
    /// <summary>The expression that takes a parameter's span out of guest memory and is false when it lies outside; null for a
    /// parameter that needs none.</summary>
    public static string? SpanOf(MapCall call, int index, MapTypes types)
    {
        MapParameter parameter = call.Parameters[index];
        if (parameter.Direction == MapDirection.None)
        {
            return null;
        }

        string address = $"(uint)slots[{index}]";
        string local = Local(index);
        return (types.Resolve(parameter.Type), parameter.Direction) switch
        {
            ({ Name: "string" }, MapDirection.In) => $"TryCharacters({address}, out ReadOnlySpan<byte> {local})",
            ({ Name: "string", Length: null }, _) => $"TryString({address}, out ShortString {local})",
            ({ Name: "string", Length: { } length }, _) => $"TryString({address}, (int){Length(call, length)}, out ShortString {local})",
            ({ Name: "bytes", Length: { } length }, _) => $"_handlers.State.TrySlice({address}, (uint){Length(call, length)}, out Span<byte> {local})",
            _ => null,
        };
    }

    /// <summary>The argument for a parameter; null for one whose value the span of another carries.</summary>
    public static string? ArgumentOf(MapCall call, int index, MapTypes types)
    {
        MapParameter parameter = call.Parameters[index];
        if (call.Parameters.Any(other => other.Type.Length is { } length && length.Factors.Any(factor => factor.Name == parameter.Name)))
        {
            return null;
        }

        if (SpanOf(call, index, types) is not null)
        {
            return Local(index);
        }

        return parameter.Direction != MapDirection.None ? $"(uint)slots[{index}]" : types.Resolve(parameter.Type).Name switch
        {
            "i32" => $"(int)slots[{index}]",
            "i64" => $"(long)slots[{index}]",
            "u64" => $"slots[{index}]",
            "f32" => $"BitConverter.UInt32BitsToSingle((uint)slots[{index}])",
            "f64" => $"BitConverter.UInt64BitsToDouble(slots[{index}])",
            "u32" or "ptr" or "address" => $"(uint)slots[{index}]",
            string other => throw new UnsupportedRowException(call, $"a host call can't take '{other}'"),
        };
    }

    /// <summary>The slot for a result.</summary>
    public static string ResultOf(string value, string type) => type switch
    {
        "f32" => $"BitConverter.SingleToUInt32Bits({value})",
        "f64" => $"BitConverter.DoubleToUInt64Bits({value})",
        "i64" => $"(ulong){value}",
        "i32" => $"(uint){value}",
        _ => value,
    };

    private static string Local(int index) => $"argument{index}";

    private static string Length(MapCall call, MapLength length)
    {
        if (length is not { Factors: [{ Pointee: false } factor], Plus: 0 })
        {
            throw new UnsupportedRowException(call, "a host call's length is one parameter or number");
        }

        return factor.Name is null
            ? factor.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : $"slots[{call.Parameters.Select(static (one, place) => (one, place)).First(pair => pair.one.Name == factor.Name).place}]";
    }
}
