using System.Globalization;
using System.Text;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Trace;

/// <summary>Signals as strace names them.</summary>
internal static class SignalText
{
    private const int FirstRealTime = 32;
    private const int MostInSet = 48;

    public static string NameOf(int number) => number switch
    {
        <= 0 => number.ToString(CultureInfo.InvariantCulture),
        < FirstRealTime => ((LinuxSignal)number).ToString(),
        FirstRealTime => "SIGRTMIN",
        64 => "SIGRT_32",
        <= SignalNumber.Last => string.Create(CultureInfo.InvariantCulture, $"SIGRT_{number - FirstRealTime}"),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A set: [INT CHLD], or ~[…] when most are in it.</summary>
    public static string DescribeSet(ulong set)
    {
        bool isInverted = ulong.PopCount(set) >= MostInSet;
        ulong shown = isInverted ? ~set : set;
        StringBuilder text = new(isInverted ? "~[" : "[");
        for (int number = 1; number <= SignalNumber.Last; number++)
        {
            if ((shown & SignalNumber.Bit(number)) != 0)
            {
                text.Append(text[^1] == '[' ? "" : " ").Append(NameOf(number)[3..]);
            }
        }

        return text.Append(']').ToString();
    }

    public static string Describe(SignalInfo info)
    {
        string name = NameOf(info.Number);
        string start = string.Create(CultureInfo.InvariantCulture, $"{name} {{si_signo={name}, si_code={CodeOf(info)}");
        return info switch
        {
            { IsFault: true, Code: 0x80 } => start + "}",
            { IsFault: true } => string.Create(CultureInfo.InvariantCulture, $"{start}, si_addr={Address(info.Address)}}}"),
            { Code: 0x80 } => start + "}",
            { Number: SignalNumber.Child, Code: > 0 } => string.Create(CultureInfo.InvariantCulture,
                $"{start}, si_pid={info.Sender}, si_uid={info.User}, si_status={StatusOf(info)}, si_utime=0, si_stime=0}}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{start}, si_pid={info.Sender}, si_uid={info.User}}}"),
        };
    }

    public static string Address(ulong address) => address == 0 ? "NULL" : string.Create(CultureInfo.InvariantCulture, $"0x{address:x}");

    private static string StatusOf(SignalInfo info) =>
        info.Code == 1 ? info.Status.ToString(CultureInfo.InvariantCulture) : NameOf(info.Status);

    private static string CodeOf(SignalInfo info) => (info.Number, info.Code) switch
    {
        (_, 0) => "SI_USER",
        (_, -6) => "SI_TKILL",
        (_, 0x80) => "SI_KERNEL",
        (SignalNumber.Child, 1) => "CLD_EXITED",
        (SignalNumber.Child, 2) => "CLD_KILLED",
        (SignalNumber.Child, 3) => "CLD_DUMPED",
        (SignalNumber.Child, 5) => "CLD_STOPPED",
        (SignalNumber.Child, 6) => "CLD_CONTINUED",
        (SignalNumber.Segmentation, 1) => "SEGV_MAPERR",
        (SignalNumber.Segmentation, 2) => "SEGV_ACCERR",
        (SignalNumber.Arithmetic, 1) => "FPE_INTDIV",
        (SignalNumber.Arithmetic, 7) => "FPE_FLTINV",
        (SignalNumber.Illegal, 2) => "ILL_ILLOPN",
        (SignalNumber.Bus, 1) => "BUS_ADRALN",
        (SignalNumber.Bus, 2) => "BUS_ADRERR",
        (SignalNumber.Trap, 2) => "TRAP_TRACE",
        (_, int other) => other.ToString(CultureInfo.InvariantCulture),
    };
}
