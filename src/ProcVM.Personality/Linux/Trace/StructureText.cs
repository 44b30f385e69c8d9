using System.Globalization;
using System.Text;

namespace ProcVM.Personality.Linux.Trace;

/// <summary>Structures as strace abbreviates them.</summary>
internal static class StructureText
{
    private const ulong Infinite = ulong.MaxValue;

    /// <summary>A structure in guest memory; null when it isn't there or strace has no form for it.</summary>
    public static string? Describe(ArgumentText arguments, LinuxThread thread, string type, ulong address)
    {
        LinuxCalls calls = thread.Calls;
        return type switch
        {
            "stat" => calls.TryRead(address, out LinuxStat stat) ? DescribeStat(stat) : null,
            "stat64" => calls.TryReadAs<LinuxStat, LinuxStat64Layout>(address, out LinuxStat stat) ? DescribeStat(stat) : null,
            "stat32" => calls.TryReadAs<LinuxStat, LinuxStat32Layout>(address, out LinuxStat stat) ? DescribeStat(stat) : null,
            "rlimit32" => calls.TryReadAs<LinuxRlimit, LinuxRlimit32Layout>(address, out LinuxRlimit limit)
                ? $"{{rlim_cur={NarrowLimit(limit.Cur)}, rlim_max={NarrowLimit(limit.Max)}}}" : null,
            "old_sigaction" => calls.TryReadAs<LinuxSigaction, LinuxOldSigactionLayout>(address, out LinuxSigaction action) ? DescribeAction(arguments, action) : null,
            "user_desc" => calls.TryRead(address, out LinuxUserDesc segment) ? DescribeSegment(segment) : null,
            "timespec" => calls.TryRead(address, out LinuxTimespec time) ? Format($"{{tv_sec={time.Sec}, tv_nsec={time.Nsec}}}") : null,
            "timeval" => calls.TryRead(address, out LinuxTimeval time) ? Format($"{{tv_sec={time.Sec}, tv_usec={time.Usec}}}") : null,
            "timezone" => calls.TryRead(address, out LinuxTimezone zone) ? Format($"{{tz_minuteswest={zone.Minuteswest}, tz_dsttime={zone.Dsttime}}}") : null,
            "rlimit" => calls.TryRead(address, out LinuxRlimit limit) ? $"{{rlim_cur={Limit(limit.Cur)}, rlim_max={Limit(limit.Max)}}}" : null,
            "sigaction" => calls.TryRead(address, out LinuxSigaction action) ? DescribeAction(arguments, action) : null,
            "utsname" => calls.TryRead(address, out LinuxUtsname name) ? $"{{sysname={Text(name.Sysname)}, nodename={Text(name.Nodename)}, ...}}" : null,
            "winsize" => calls.TryRead(address, out LinuxWinsize size)
                ? Format($"{{ws_row={size.Row}, ws_col={size.Col}, ws_xpixel={size.Xpixel}, ws_ypixel={size.Ypixel}}}") : null,
            "stack" => calls.TryRead(address, out LinuxStack stack)
                ? Format($"{{ss_sp={SignalText.Address(stack.Sp)}, ss_flags={StackFlags(stack.Flags)}, ss_size={stack.Size}}}") : null,
            "rusage" => calls.TryRead(address, out LinuxRusage usage)
                ? Format($"{{ru_utime={{tv_sec={usage.Utime.Sec}, tv_usec={usage.Utime.Usec}}}, ru_stime={{tv_sec={usage.Stime.Sec}, tv_usec={usage.Stime.Usec}}}, ...}}") : null,
            _ => null,
        };
    }

    private static string DescribeStat(LinuxStat stat)
    {
        const uint TypeMask = 0xF000;
        string type = (stat.Mode & TypeMask) switch
        {
            0x1000 => "S_IFIFO",
            0x2000 => "S_IFCHR",
            0x4000 => "S_IFDIR",
            0x6000 => "S_IFBLK",
            0x8000 => "S_IFREG",
            0xA000 => "S_IFLNK",
            0xC000 => "S_IFSOCK",
            _ => "0",
        };
        string special = (stat.Mode & 0x800) != 0 ? "|S_ISUID" : "";
        special += (stat.Mode & 0x400) != 0 ? "|S_ISGID" : "";
        special += (stat.Mode & 0x200) != 0 ? "|S_ISVTX" : "";
        bool isDevice = type is "S_IFCHR" or "S_IFBLK";
        ulong major = ((stat.Rdev >> 8) & 0xFFF) | ((stat.Rdev >> 32) & 0xFFFF_F000);
        ulong minor = (stat.Rdev & 0xFF) | ((stat.Rdev >> 12) & 0xFFFF_FF00);
        return Format($"{{st_mode={type}{special}|{ArgumentText.Octal(stat.Mode & 0x1FF)}, ")
            + (isDevice ? Format($"st_rdev=makedev({Hex(major)}, {Hex(minor)}), ...}}") : Format($"st_size={stat.Size}, ...}}"));
    }

    private static string DescribeAction(ArgumentText arguments, LinuxSigaction action)
    {
        string handler = action.Handler switch { 0 => "SIG_DFL", 1 => "SIG_IGN", _ => SignalText.Address(action.Handler) };
        string restorer = (action.Flags & LinuxSaFlags.SA_RESTORER) != 0 ? ", sa_restorer=" + SignalText.Address(action.Restorer) : "";
        string field = (action.Flags & LinuxSaFlags.SA_SIGINFO) != 0 ? "sa_sigaction" : "sa_handler";
        return $"{{{field}={handler}, sa_mask={SignalText.DescribeSet(action.Mask)}, sa_flags={arguments.Named("sa_flags", (ulong)action.Flags)}{restorer}}}";
    }

    private static string Limit(ulong value) => value switch
    {
        Infinite => "RLIM64_INFINITY",
        > 1024 when value % 1024 == 0 => Format($"{value / 1024}*1024"),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string NarrowLimit(ulong value) => value == uint.MaxValue ? "RLIM_INFINITY" : Limit(value);

    private static string DescribeSegment(LinuxUserDesc segment)
    {
        uint Bit(int number) => (segment.Flags >> number) & 1;
        return Format($"{{entry_number={(int)segment.Entry}, base_addr={SignalText.Address(segment.Base)}, limit=0x{segment.Limit:x6}, seg_32bit={Bit(0)}, ")
            + Format($"contents={(segment.Flags >> 1) & 3}, read_exec_only={Bit(3)}, limit_in_pages={Bit(4)}, seg_not_present={Bit(5)}, useable={Bit(6)}}}");
    }

    private static string StackFlags(int flags) => flags switch { 0 => "0", 1 => "SS_ONSTACK", 2 => "SS_DISABLE", _ => Format($"0x{flags:x}") };

    private static string Hex(ulong value) => value == 0 ? "0" : Format($"0x{value:x}");

    private static string Text(byte[]? field)
    {
        ReadOnlySpan<byte> bytes = field;
        StringBuilder text = new();
        QuotedText.Append(text, bytes[..Math.Max(0, bytes.IndexOf((byte)0))], int.MaxValue, isHex: false);
        return text.ToString();
    }

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
