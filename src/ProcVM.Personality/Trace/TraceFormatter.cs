using System.Globalization;
using System.Text;
using ProcVM.Core;
using ProcVM.Maps;
using ProcVM.Maps.Model;

namespace ProcVM.Personality.Trace;

/// <summary>Writes a call's arguments and result as strace does, by the types of its map row.</summary>
/// <remarks>It reads guest memory through checked spans alone: an address that lies outside is shown as the number it is.</remarks>
public sealed class TraceFormatter(MapTypes types)
{
    private const int LongestText = 32;

    /// <summary>Appends an argument.</summary>
    /// <param name="text">What is appended to.</param>
    /// <param name="call">The row.</param>
    /// <param name="index">The parameter.</param>
    /// <param name="arguments">The slots of all arguments, as the guest gave them.</param>
    /// <param name="result">The call's result, when it is over.</param>
    /// <param name="memory">The guest's memory.</param>
    public void AppendArgument(StringBuilder text, MapCall call, int index, ReadOnlySpan<ulong> arguments, ulong result, GuestMemory memory)
    {
        MapParameter parameter = call.Parameters[index];
        MapType type = types.Resolve(parameter.Type);
        ulong value = arguments[index];
        if (parameter.Direction == MapDirection.None)
        {
            AppendValue(text, parameter.Type, value);
            return;
        }

        bool shown = type.Name switch
        {
            "string" => TryAppendString(text, (uint)value, memory),
            "bytes" or "chars" => TryAppendBytes(text, (uint)value, CountOf(call, type.Length, arguments, result), memory),
            _ => false,
        };
        if (!shown)
        {
            AppendAddress(text, value);
        }
    }

    /// <summary>Appends a plain value: a number, an address, a named value.</summary>
    public void AppendValue(StringBuilder text, MapType type, ulong value)
    {
        string name = types.Resolve(type).Name;
        long number = BuiltInType.Find(name) switch
        {
            { Size: 1, IsSigned: true } => (sbyte)value,
            { Size: 2, IsSigned: true } => (short)value,
            { Size: 4, IsSigned: true } => (int)value,
            { Size: 1 } => (byte)value,
            { Size: 2 } => (ushort)value,
            { Size: 8 } or { Size: < 0 } => (long)value,
            _ => (uint)value,
        };
        switch (BuiltInType.Find(name)?.Kind)
        {
            case TypeKind.Real:
                double real = name == "f32" ? BitConverter.UInt32BitsToSingle((uint)value) : BitConverter.UInt64BitsToDouble(value);
                text.Append(real.ToString("R", CultureInfo.InvariantCulture));
                break;
            case TypeKind.Address:
                AppendAddress(text, value);
                break;
            default:
                AppendInteger(text, type, number, name is "u64");
                break;
        }
    }

    private void AppendInteger(StringBuilder text, MapType type, long number, bool isUnsigned)
    {
        if (NamedBy(type) is { } named)
        {
            AppendNamed(text, named, number);
            return;
        }

        switch (types.FormatOf(type))
        {
            case "hex":
                text.Append(CultureInfo.InvariantCulture, $"0x{number:x}");
                break;
            case "octal":
                text.Append('0').Append(Convert.ToString(number, 8));
                break;
            case "char" when number is >= 0 and <= 255:
                AppendQuoted(text, [(byte)number], '\'');
                break;
            default:
                text.Append(isUnsigned ? ((ulong)number).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>The enumeration behind a type and its aliases.</summary>
    private MapEnum? NamedBy(MapType type)
    {
        string name = type.Name;
        for (int steps = 0; steps < 32; steps++)
        {
            if (types.FindEnum(name) is { } named)
            {
                return named;
            }

            if (types.FindAlias(name) is not { } alias)
            {
                return null;
            }

            name = alias.Type.Name;
        }

        return null;
    }

    private static void AppendNamed(StringBuilder text, MapEnum named, long number)
    {
        int start = text.Length;
        long rest = number;
        foreach (MapMaskGroup group in named.Groups)
        {
            foreach (MapMember member in group.Members.Where(member => member.Value == (number & group.Mask)).Take(1))
            {
                AppendFlag(text, start, member.Name);
                rest &= ~group.Mask;
            }
        }

        foreach (MapMember member in named.Members)
        {
            bool isSet = named.IsFlags ? member.Value != 0 && (rest & member.Value) == member.Value : rest == member.Value;
            if (isSet)
            {
                AppendFlag(text, start, member.Name);
                rest &= ~member.Value;
            }
        }

        if (text.Length == start)
        {
            text.Append(named.IsFlags && rest != 0
                ? string.Create(CultureInfo.InvariantCulture, $"0x{rest:x}")
                : rest.ToString(CultureInfo.InvariantCulture));
        }
        else if (named.IsFlags && rest != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"|0x{rest:x}");
        }
    }

    private static void AppendFlag(StringBuilder text, int start, string name) =>
        text.Append(text.Length > start ? "|" : "").Append(name);

    private static void AppendAddress(StringBuilder text, ulong address)
    {
        if ((uint)address == 0)
        {
            text.Append("NULL");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"0x{(uint)address:x}");
    }

    private static bool TryAppendString(StringBuilder text, uint address, GuestMemory memory)
    {
        if (!memory.TrySlice(address, 1, out Span<byte> length) || !memory.TrySlice(address + 1, length[0], out Span<byte> characters))
        {
            return false;
        }

        AppendText(text, characters);
        return true;
    }

    private static bool TryAppendBytes(StringBuilder text, uint address, ulong count, GuestMemory memory)
    {
        if (count > uint.MaxValue || !memory.TrySlice(address, (uint)count, out Span<byte> bytes))
        {
            return false;
        }

        AppendText(text, bytes);
        return true;
    }

    private static void AppendText(StringBuilder text, ReadOnlySpan<byte> characters)
    {
        AppendQuoted(text, characters[..Math.Min(characters.Length, LongestText)], '"');
        text.Append(characters.Length > LongestText ? "..." : "");
    }

    /// <summary>How many elements a buffer has that mean something.</summary>
    private static ulong CountOf(MapCall call, MapLength? length, ReadOnlySpan<ulong> arguments, ulong result)
    {
        ulong count = 1;
        foreach (MapFactor factor in length?.Factors ?? [])
        {
            count *= Value(factor, call, arguments, result);
        }

        count += (ulong)(length?.Plus ?? 0);
        return length?.Used is { } used ? Math.Min(count, Value(used, call, arguments, result)) : count;
    }

    private static ulong Value(MapFactor factor, MapCall call, ReadOnlySpan<ulong> arguments, ulong result)
    {
        if (factor.Name is null)
        {
            return (ulong)factor.Number;
        }

        for (int i = 0; i < call.Parameters.Count; i++)
        {
            if (call.Parameters[i].Name == factor.Name)
            {
                return (uint)arguments[i];
            }
        }

        return result;
    }

    private static void AppendQuoted(StringBuilder text, ReadOnlySpan<byte> characters, char quote)
    {
        text.Append(quote);
        for (int i = 0; i < characters.Length; i++)
        {
            byte one = characters[i];
            if (one == quote || one == '\\')
            {
                text.Append('\\').Append((char)one);
            }
            else if (one is >= (byte)' ' and < 127)
            {
                text.Append((char)one);
            }
            else
            {
                text.Append(one switch
                {
                    (byte)'\n' => "\\n",
                    (byte)'\r' => "\\r",
                    (byte)'\t' => "\\t",
                    // Three digits when a digit follows: it would be read as part of the number.
                    _ when i + 1 < characters.Length && characters[i + 1] is >= (byte)'0' and <= (byte)'7' => "\\" + Convert.ToString(one, 8).PadLeft(3, '0'),
                    _ => "\\" + Convert.ToString(one, 8),
                });
            }
        }

        text.Append(quote);
    }
}
