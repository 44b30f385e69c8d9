using System.Globalization;
using System.Text;
using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux.Trace;

/// <summary>Arguments that strace writes by rules of their own.</summary>
internal static class CallText
{
    private const int MostVectors = 8;

    /// <summary>Such an argument; null when it is written by its type.</summary>
    public static string? Describe(ArgumentText text, LinuxThread thread, string call, int index, ReadOnlySpan<ulong> arguments, long? result)
    {
        ulong value = arguments[index];
        switch (call, index)
        {
            case ("open", 2) or ("openat", 3):
                return ((LinuxOpenFlags)arguments[index - 1] & LinuxOpenFlags.O_CREAT) == 0 ? ArgumentText.Left : null;
            case ("mmap", 5):
                return value == 0 ? "0" : SignalText.Address(value);
            case ("clone", _):
                return DescribeClone(text, index, arguments);
            case ("execve", 1):
                StringBuilder line = new();
                ArgumentText.AppendTexts(line, ReadTexts(thread, value));
                return line.ToString();
            case ("execve", 2):
                return string.Create(CultureInfo.InvariantCulture, $"{SignalText.Address(value)} /* {ReadTexts(thread, value).Count} vars */");
            case ("fcntl", 2):
                return DescribeControl(text, arguments);
            case ("wait4", 1) when result is > 0 && value != 0:
                return thread.Calls.TryRead(value, out int status) ? $"[{DescribeStatus(status)}]" : null;
            case ("wait4", 1) when result is 0:
                return SignalText.Address(value);
            case ("nanosleep", 1) or ("clock_nanosleep", 3) when result is not null:
                return result == LinuxCalls.Error(Errno.EINTR) ? null : SignalText.Address(value);
            case ("getdents64", 1) when result is >= 0:
                return string.Create(CultureInfo.InvariantCulture, $"{SignalText.Address(value)} /* {CountEntries(thread, value, (int)result)} entries */");
            case ("readv" or "writev", 1):
                return DescribeVectors(thread, arguments, call == "readv" ? result : null);
            case ("prctl", 1) when (LinuxPrctlOption)arguments[0] == LinuxPrctlOption.PR_SET_NAME:
                StringBuilder name = new();
                _ = thread.Calls.ReadText(value, 16, out byte[] bytes);
                QuotedText.Append(name, bytes, int.MaxValue, isHex: false);
                return name.ToString();
            case ("prctl", 1) when (LinuxPrctlOption)arguments[0] == LinuxPrctlOption.PR_GET_NAME && result is 0:
                StringBuilder own = new();
                _ = thread.Calls.ReadText(value, 16, out byte[] ownName);
                QuotedText.Append(own, ownName, int.MaxValue, isHex: false);
                return own.ToString();
            case ("utimensat", 2) when value != 0:
                return DescribeTimes(text, thread, value);
            case ("prctl", > 1) when (LinuxPrctlOption)arguments[0] is LinuxPrctlOption.PR_SET_NAME or LinuxPrctlOption.PR_GET_NAME:
                return ArgumentText.Left;
            case ("set_thread_area", 0):
                return StructureText.Describe(text, thread, "user_desc", value) ?? SignalText.Address(value);
            case ("poll" or "ppoll", 0):
                return $"[{DescribePoll(thread, arguments, isAnswer: false)}]";
            default:
                return null;
        }
    }

    /// <summary>True for an argument that the call writes to though its row doesn't say so, since that depends on another one.</summary>
    public static bool IsWritten(string call, int index, ReadOnlySpan<ulong> arguments) =>
        call == "prctl" && index == 1 && (LinuxPrctlOption)arguments[0] == LinuxPrctlOption.PR_GET_NAME;

    /// <summary>The descriptors of a poll: what is waited for, or what was found.</summary>
    public static string DescribePoll(LinuxThread thread, ReadOnlySpan<ulong> arguments, bool isAnswer)
    {
        List<string> parts = [];
        for (ulong i = 0; i < Math.Min(arguments[1], MostVectors); i++)
        {
            if (thread.Calls.TryRead(arguments[0] + (i * (ulong)LinuxPollfd.ByteSize), out LinuxPollfd one) && (!isAnswer || one.Revents != 0))
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{{fd={one.Fd}, {(isAnswer ? "revents" : "events")}={Events(isAnswer ? one.Revents : one.Events)}}}"));
            }
        }

        return string.Join(", ", parts);
    }

    private static string? DescribeTimes(ArgumentText text, LinuxThread thread, ulong address)
    {
        const long Now = (1L << 30) - 1;
        const long Omit = (1L << 30) - 2;
        string? One(ulong place) => thread.Calls.TryRead(place, out LinuxTimespec time)
            ? time.Nsec switch { Now => "UTIME_NOW", Omit => "UTIME_OMIT", _ => StructureText.Describe(text, thread, "timespec", place) }
            : null;
        return One(address) is { } first && One(address + thread.Calls.SizeOf<LinuxTimespec>()) is { } second ? $"[{first}, {second}]" : null;
    }

    private static string Events(int events)
    {
        (int Bit, string Name)[] names = [(1, "POLLIN"), (2, "POLLPRI"), (4, "POLLOUT"), (8, "POLLERR"), (16, "POLLHUP"), (32, "POLLNVAL")];
        return events == 0 ? "0" : string.Join('|', names.Where(one => (events & one.Bit) != 0).Select(static one => one.Name));
    }

    private static string DescribeClone(ArgumentText text, int index, ReadOnlySpan<ulong> arguments)
    {
        const ulong ExitSignal = 0xFF;
        LinuxCloneFlags flags = (LinuxCloneFlags)arguments[0];
        ulong signal = arguments[0] & ExitSignal;
        switch (index)
        {
            case 0:
                return "child_stack=" + SignalText.Address(arguments[1]);
            case 1:
                string names = (arguments[0] & ~ExitSignal) == 0 ? "" : text.Named("clone_flags", arguments[0] & ~ExitSignal);
                string end = signal == 0 ? "" : SignalText.NameOf((int)signal);
                return "flags=" + (names.Length > 0 && end.Length > 0 ? $"{names}|{end}" : names.Length + end.Length == 0 ? "0" : names + end);
            case 2:
                return (flags & LinuxCloneFlags.CLONE_PARENT_SETTID) == 0 ? ArgumentText.Left : "parent_tid=" + SignalText.Address(arguments[2]);
            case 3:
                return (flags & (LinuxCloneFlags.CLONE_CHILD_SETTID | LinuxCloneFlags.CLONE_CHILD_CLEARTID)) == 0
                    ? ArgumentText.Left : "child_tidptr=" + SignalText.Address(arguments[3]);
            default:
                return (flags & LinuxCloneFlags.CLONE_SETTLS) == 0 ? ArgumentText.Left : "tls=" + SignalText.Address(arguments[4]);
        }
    }

    private static string DescribeControl(ArgumentText text, ReadOnlySpan<ulong> arguments) => (LinuxFcntlCommand)arguments[1] switch
    {
        LinuxFcntlCommand.F_GETFD or LinuxFcntlCommand.F_GETFL => ArgumentText.Left,
        LinuxFcntlCommand.F_SETFD => arguments[2] == 1 ? "FD_CLOEXEC" : string.Create(CultureInfo.InvariantCulture, $"{arguments[2]}"),
        LinuxFcntlCommand.F_SETFL => text.Named("open_flags", arguments[2]),
        LinuxFcntlCommand.F_DUPFD or LinuxFcntlCommand.F_DUPFD_CLOEXEC => arguments[2].ToString(CultureInfo.InvariantCulture),
        _ => SignalText.Address(arguments[2]),
    };

    private static string DescribeStatus(int status)
    {
        const int Continued = 0xFFFF;
        int signal = status & 0x7F;
        return signal switch
        {
            _ when status == Continued => "{WIFCONTINUED(s)}",
            0 => string.Create(CultureInfo.InvariantCulture, $"{{WIFEXITED(s) && WEXITSTATUS(s) == {status >> 8}}}"),
            0x7F => $"{{WIFSTOPPED(s) && WSTOPSIG(s) == {SignalText.NameOf(status >> 8)}}}",
            _ => $"{{WIFSIGNALED(s) && WTERMSIG(s) == {SignalText.NameOf(signal)}{((status & 0x80) != 0 ? " && WCOREDUMP(s)" : "")}}}",
        };
    }

    private static int CountEntries(LinuxThread thread, ulong address, int size)
    {
        byte[] records = new byte[Math.Clamp(size, 0, 1 << 16)];
        int count = 0;
        if (thread.Calls.TryRead(address, records.AsSpan()))
        {
            for (int place = 0; place + 18 <= records.Length; count++)
            {
                int length = BitConverter.ToUInt16(records, place + 16);
                place += length == 0 ? records.Length : length;
            }
        }

        return count;
    }

    private static string DescribeVectors(LinuxThread thread, ReadOnlySpan<ulong> arguments, long? read)
    {
        const int LongestText = 32;
        StringBuilder text = new("[");
        long left = read ?? long.MaxValue;
        for (ulong i = 0; i < Math.Min(arguments[2], MostVectors); i++)
        {
            if (!thread.Calls.TryRead(arguments[1] + (i * thread.Calls.SizeOf<LinuxIovec>()), out LinuxIovec vector))
            {
                return SignalText.Address(arguments[1]);
            }

            long there = Math.Min(left, (long)Math.Min(vector.Length, int.MaxValue));
            left -= read is null ? 0 : Math.Max(0, there);
            byte[] bytes = new byte[Math.Clamp(there, 0, LongestText + 1)];
            text.Append(i > 0 ? ", " : "").Append("{iov_base=");
            if (thread.Calls.TryRead(vector.Base, bytes.AsSpan()))
            {
                QuotedText.Append(text, bytes, LongestText, isHex: false);
            }
            else
            {
                text.Append(SignalText.Address(vector.Base));
            }

            text.Append(CultureInfo.InvariantCulture, $", iov_len={vector.Length}}}");
        }

        return text.Append(']').ToString();
    }

    private static List<byte[]> ReadTexts(LinuxThread thread, ulong address)
    {
        const int Most = 1 << 12;
        List<byte[]> texts = [];
        while (address != 0 && texts.Count < Most && thread.Calls.TryReadWord(address, out ulong text) && text != 0
            && thread.Calls.ReadText(text, 1 << 12, out byte[] one) == Errno.None)
        {
            texts.Add(one);
            address += (ulong)thread.Calls.Abi.WordSize;
        }

        return texts;
    }
}
