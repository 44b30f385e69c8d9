using System.Globalization;
using System.Text;
using ProcVM.Maps;
using ProcVM.Maps.Model;
using ProcVM.Personality.Trace;

namespace ProcVM.Personality.Linux.Trace;

/// <summary>Arguments of calls as strace writes them: by their types, and for a few calls by rules of their own.</summary>
/// <param name="types">The map's types.</param>
internal sealed class ArgumentText(MapTypes types)
{
    /// <summary>Stands for an argument that isn't written at all.</summary>
    public const string Left = "\0";

    private const int LongestText = 32;
    private const int LongestPath = 4096;
    private const int MostTexts = 32;

    private readonly TraceFormatter _formatter = new(types);

    /// <summary>An argument; empty when it can't be written yet, or any more.</summary>
    /// <param name="thread">Whose call.</param>
    /// <param name="row">The call's row.</param>
    /// <param name="index">Which argument.</param>
    /// <param name="arguments">All of them, as registers.</param>
    /// <param name="result">The call's result; null before it.</param>
    public string Describe(LinuxThread thread, MapCall row, int index, ReadOnlySpan<ulong> arguments, long? result)
    {
        MapParameter parameter = row.Parameters[index];
        ulong value = arguments[index];
        bool isWritten = parameter.Direction is MapDirection.Out or MapDirection.InOut || CallText.IsWritten(row.Name, index, arguments);
        if ((result is null) == isWritten)
        {
            return "";
        }

        if (CallText.Describe(this, thread, row.Name, index, arguments, result) is { } special)
        {
            return special;
        }

        if (parameter.Direction == MapDirection.None)
        {
            return DescribeValue(row.Name, parameter, value);
        }

        if (value == 0)
        {
            return "NULL";
        }

        // What a call that failed should have written isn't there.
        string? pointed = result is < 0 ? null : DescribePointed(thread, row, parameter, value, arguments, result);
        return pointed ?? SignalText.Address(value);
    }

    /// <summary>The arguments of a 32-bit program's call, one for each parameter: two registers are a number of 64 bits, and signs are extended.</summary>
    public ulong[] Spread(MapCall row, ReadOnlySpan<ulong> registers)
    {
        ulong[] arguments = new ulong[Math.Max(row.Parameters.Count, registers.Length)];
        registers.CopyTo(arguments);
        int register = 0;
        for (int i = 0; i < row.Parameters.Count && register < registers.Length; i++)
        {
            MapParameter parameter = row.Parameters[i];
            string type = parameter.Direction == MapDirection.None ? types.Resolve(parameter.Type).Name : "ptr";
            ulong lower = registers[register++];
            arguments[i] = type switch
            {
                "i64" or "u64" when register < registers.Length => lower | (registers[register++] << 32),
                "long" or "isize" => (ulong)(int)lower,
                _ => lower,
            };
        }

        return arguments;
    }

    /// <summary>Appends what strace writes behind a result.</summary>
    public void AppendAfterResult(StringBuilder line, LinuxThread thread, MapCall row, ReadOnlySpan<ulong> arguments, long result)
    {
        if (row.Name == "fcntl" && result >= 0 && (LinuxFcntlCommand)arguments[1] is LinuxFcntlCommand.F_GETFL or LinuxFcntlCommand.F_GETFD)
        {
            bool isStatus = (LinuxFcntlCommand)arguments[1] == LinuxFcntlCommand.F_GETFL;
            line.Append(isStatus ? $" (flags {Named("open_flags", (ulong)result)})" : result == 1 ? " (flags FD_CLOEXEC)" : "");
        }

        if (row.Name == "set_thread_area" && result == 0 && thread.Calls.TryRead(arguments[0], out LinuxUserDesc segment))
        {
            line.Append(CultureInfo.InvariantCulture, $" (entry_number={segment.Entry})");
        }

        if (row.Name is "poll" or "ppoll" && result >= 0)
        {
            line.Append(result == 0 ? " (Timeout)" : $" ([{CallText.DescribePoll(thread, arguments, isAnswer: true)}])");
        }
    }

    /// <summary>Permissions: at least three digits, the first of them 0.</summary>
    public static string Octal(uint mode) => mode == 0 ? "000" : ("0" + Convert.ToString(mode, 8)).PadLeft(3, '0');

    public static void AppendTexts(StringBuilder line, IReadOnlyList<byte[]> texts)
    {
        line.Append('[');
        for (int i = 0; i < texts.Count; i++)
        {
            line.Append(i > 0 ? ", " : "");
            if (i == MostTexts)
            {
                line.Append("...");
                break;
            }

            QuotedText.Append(line, texts[i], LongestText, isHex: false);
        }

        line.Append(']');
    }

    /// <summary>A value by the names of one of the map's types.</summary>
    public string Named(string type, ulong value)
    {
        StringBuilder text = new();
        _formatter.AppendValue(text, new MapType(type), value);
        return text.ToString();
    }

    private string DescribeValue(string call, MapParameter parameter, ulong value)
    {
        string name = types.Resolve(parameter.Type).Name;
        if (name is "ptr" or "word")
        {
            return call is "ioctl" or "prctl" or "arch_prctl" || name == "ptr" ? SignalText.Address(value) : value.ToString(CultureInfo.InvariantCulture);
        }

        string? none = (parameter.Type.Name, (uint)value) switch
        {
            ("prot", 0) => "PROT_NONE",
            ("access_mode", 0) => "F_OK",
            ("mode", _) => Octal((uint)value),
            ("signal", _) => SignalText.NameOf((int)value),
            _ => null,
        };
        if (none is not null)
        {
            return none;
        }

        StringBuilder text = new();
        if (name is "usize" or "ulong" or "u64" && types.FindEnum(parameter.Type.Name) is null)
        {
            text.Append(value.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            _formatter.AppendValue(text, parameter.Type, value);
        }

        return text.ToString();
    }

    private string? DescribePointed(LinuxThread thread, MapCall row, MapParameter parameter, ulong address, ReadOnlySpan<ulong> arguments, long? result)
    {
        MapType type = types.Resolve(parameter.Type);
        StringBuilder text = new();
        switch (type.Name)
        {
            case "cstr":
                if (thread.Calls.ReadText(address, LongestPath, out byte[] path) != Core.Ports.Errno.None)
                {
                    return null;
                }

                QuotedText.Append(text, path, int.MaxValue, isHex: false);
                return text.ToString();
            case "bytes" when row.Name != "getdents64":
                return DescribeBytes(thread, row, type.Length!, address, arguments, result);
            case "i32" when type.Length is not null:
                Span<byte> pair = stackalloc byte[8];
                return thread.Calls.TryRead(address, pair)
                    ? string.Create(CultureInfo.InvariantCulture, $"[{BitConverter.ToInt32(pair)}, {BitConverter.ToInt32(pair[4..])}]") : null;
            case "i32":
                return thread.Calls.TryRead(address, out int number) ? string.Create(CultureInfo.InvariantCulture, $"[{number}]") : null;
            case "long" or "isize" when thread.Calls.Abi.Is32Bit:
                return thread.Calls.TryReadNarrow(address, out long narrow) ? string.Create(CultureInfo.InvariantCulture, $"[{narrow}]") : null;
            case "ulong" when thread.Calls.Abi.Is32Bit:
                return thread.Calls.TryReadNarrow(address, out ulong lowerSet) ? SignalText.DescribeSet(lowerSet) : null;
            case "i64":
                return thread.Calls.TryRead(address, out ulong wide) ? string.Create(CultureInfo.InvariantCulture, $"[{(long)wide}]") : null;
            case "u64":
                return thread.Calls.TryRead(address, out ulong set) ? SignalText.DescribeSet(set) : null;
            default:
                return StructureText.Describe(this, thread, type.Name, address);
        }
    }

    private static string? DescribeBytes(LinuxThread thread, MapCall row, MapLength length, ulong address, ReadOnlySpan<ulong> arguments, long? result)
    {
        ulong count = 0;
        for (int i = 0; i < row.Parameters.Count; i++)
        {
            count = row.Parameters[i].Name == length.Factors[0].Name ? arguments[i] : count;
        }

        if (length.Used is not null && result is { } used)
        {
            count = Math.Min(count, (ulong)used);
        }

        // getcwd's result counts the NUL.
        count -= row.Name == "getcwd" && count > 0 ? 1u : 0u;
        byte[] bytes = new byte[Math.Min(count, LongestText + 1)];
        if (!thread.Calls.TryRead(address, bytes.AsSpan()))
        {
            return null;
        }

        StringBuilder text = new();
        QuotedText.Append(text, bytes, row.Name is "getcwd" ? int.MaxValue : LongestText, isHex: row.Name == "getrandom");
        return text.ToString();
    }
}
