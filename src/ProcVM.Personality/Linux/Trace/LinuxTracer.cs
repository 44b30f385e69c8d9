using System.Globalization;
using System.Text;
using ProcVM.Core.Ports;
using ProcVM.Maps;
using ProcVM.Maps.Model;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Trace;

/// <summary>Writes what <c>strace -f</c> writes: a line for each call, with its arguments by the types of its row, and one for each signal and end.</summary>
/// <remarks>A call's line comes when it is over: one that waits meanwhile isn't cut in two.</remarks>
internal sealed class LinuxTracer
{
    private const int ResultColumn = 40;
    private const long MostErrors = 4095;

    private readonly Interface _wide;
    private readonly Interface _narrow;
    private readonly Action<string> _write;
    private readonly Lock _gate = new();

    public LinuxTracer(Action<string> write)
    {
        MapFile wide = LinuxAbi.Amd64.CreateMap();
        MapFile narrow = LinuxAbi.I386.CreateMap();
        _wide = new Interface([.. wide.Calls], new ArgumentText(new MapTypes(wide)));
        _narrow = new Interface([.. narrow.Calls], new ArgumentText(new MapTypes(wide, narrow)));
        _write = write;
    }

    /// <summary>A program has been started in the place of another: the arguments, and how many variables it has.</summary>
    public void Executed(LinuxProcess process, byte[] path, IReadOnlyList<byte[]> arguments, int variables)
    {
        StringBuilder line = new("execve(");
        QuotedText.Append(line, path, int.MaxValue, isHex: false);
        line.Append(", ");
        ArgumentText.AppendTexts(line, arguments);
        line.Append(CultureInfo.InvariantCulture, $", 0x7ffc0000 /* {variables} vars */)");
        Write(process, process.Id, Pad(line).Append("= 0"));
    }

    /// <summary>Performs a call and writes its line.</summary>
    public long Call(LinuxThread thread, ulong number, ReadOnlySpan<ulong> registers)
    {
        LinuxAbi abi = thread.Calls.Abi;
        Interface calls = abi.Is32Bit ? _narrow : _wide;
        int index = abi.RowOf(number);
        MapCall? row = index < 0 ? null : calls.Rows[index];
        ReadOnlySpan<ulong> arguments = abi.Is32Bit && row is not null ? calls.Arguments.Spread(row, registers) : registers;
        thread.Calls.IsWide = row is { Wide.Count: > 0 };
        string[] before = row is null ? [] : Describe(calls, thread, row, arguments, null);
        bool isWrittenFirst = row is { NoReturn: true };
        if (isWrittenFirst)
        {
            Write(thread.Process, thread.Id, Pad(Line(row!, before)).Append("= ?"));
        }

        LinuxProcess process = thread.Process;
        int id = thread.Id;
        bool isReturn = row is { Name: "rt_sigreturn" or "sigreturn" };
        if (isReturn)
        {
            bool isThere = abi.Is32Bit ? I386SignalFrame.TryReadMask(thread, row!.Name == "rt_sigreturn", out ulong mask) : Amd64SignalFrame.TryReadMask(thread, out mask);
            before = [isThere ? $"{{mask={SignalText.DescribeSet(mask)}}}" : ""];
        }

        long result = abi.Call(thread.Calls, number, registers[0], registers[1], registers[2], registers[3], registers[4], registers[5]);
        if (isWrittenFirst)
        {
            return result;
        }

        thread.Calls.IsWide = row is { Wide.Count: > 0 };
        long shown = isReturn ? abi.Is32Bit ? (int)thread.Guest.Registers.Rax : (long)thread.Guest.Registers.Rax : result;
        string[] all = row is null ? [] : Merge(before, Describe(calls, thread, row, arguments, result));
        StringBuilder line = row is null || row is { Support.Level: SupportLevel.None, Parameters.Count: 0 } ? Unknown(abi, number, registers) : Line(row, all);
        AppendResult(Pad(line).Append("= "), abi, row, number, arguments, shown);
        if (row is not null)
        {
            calls.Arguments.AppendAfterResult(line, thread, row, arguments, result);
        }

        thread.Calls.IsWide = false;
        Write(process, id, line);
        return result;
    }

    /// <summary>A signal has come.</summary>
    public void Signaled(LinuxThread thread, SignalInfo info) => Write(thread.Process, thread.Id, new StringBuilder("--- ").Append(SignalText.Describe(info)).Append(" ---"));

    /// <summary>A process is over.</summary>
    public void Ended(LinuxProcess process, int status)
    {
        int signal = status & 0x7F;
        StringBuilder line = new();
        if (signal == 0)
        {
            line.Append(CultureInfo.InvariantCulture, $"+++ exited with {status >> 8} +++");
        }
        else
        {
            // No core file is ever written.
            line.Append("+++ killed by ").Append(SignalText.NameOf(signal)).Append(" +++");
        }

        Write(process, process.Id, line);
    }

    private static string[] Describe(Interface calls, LinuxThread thread, MapCall row, ReadOnlySpan<ulong> arguments, long? result)
    {
        string[] texts = new string[row.Parameters.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = calls.Arguments.Describe(thread, row, i, arguments, result);
        }

        return texts;
    }

    // What is read was described before the call, what is written after it.
    private static string[] Merge(string[] before, string[] after)
    {
        for (int i = 0; i < after.Length; i++)
        {
            before[i] = before[i].Length > 0 ? before[i] : after[i];
        }

        return before;
    }

    private static StringBuilder Line(MapCall row, string[] texts)
    {
        StringBuilder line = new(row.Name + "(");
        return line.AppendJoin(", ", texts.Where(static text => text != ArgumentText.Left)).Append(')');
    }

    private static StringBuilder Unknown(LinuxAbi abi, ulong number, ReadOnlySpan<ulong> arguments)
    {
        StringBuilder line = new();
        line.Append(CultureInfo.InvariantCulture, $"{abi.NameOf(number) ?? $"syscall_0x{number:x}"}(");
        for (int i = 0; i < arguments.Length; i++)
        {
            line.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? ", " : "")}0x{arguments[i]:x}");
        }

        return line.Append(')');
    }

    private static StringBuilder Pad(StringBuilder line) => line.Append(' ', Math.Max(1, ResultColumn - line.Length));

    private static void AppendResult(StringBuilder line, LinuxAbi abi, MapCall? row, ulong number, ReadOnlySpan<ulong> arguments, long result)
    {
        if (result == -(long)Errno.EINTR && abi.RestartOf(number) is var restart and not MapRestart.Never)
        {
            line.Append(restart switch
            {
                MapRestart.NoHandler => "? ERESTARTNOHAND (To be restarted if no handler)",
                MapRestart.Remaining => "? ERESTART_RESTARTBLOCK (Interrupted by signal)",
                _ => "? ERESTARTSYS (To be restarted if SA_RESTART is set)",
            });
            return;
        }

        if (result is < 0 and >= -MostErrors)
        {
            line.Append("-1 ").Append(ErrorText.Describe((Errno)(-result)));
            return;
        }

        bool isAddress = row is { Results: [{ Type.Name: "ptr" }] };
        bool isFlags = row is { Name: "fcntl" } && (LinuxFcntlCommand)arguments[1] is LinuxFcntlCommand.F_GETFL or LinuxFcntlCommand.F_GETFD && result != 0;
        line.Append(row is { Name: "umask" } ? ArgumentText.Octal((uint)result)
            : isAddress || isFlags ? string.Create(CultureInfo.InvariantCulture, $"0x{result:x}")
            : result.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The rows of an interface, and how their arguments are written.</summary>
    private sealed record Interface(MapCall[] Rows, ArgumentText Arguments);

    private void Write(LinuxProcess process, int thread, StringBuilder line)
    {
        string text = process.Instance.Table.Tasks > 1
            ? string.Create(CultureInfo.InvariantCulture, $"[pid {thread,5}] {line}")
            : line.ToString();
        lock (_gate)
        {
            _write(text);
        }
    }
}
