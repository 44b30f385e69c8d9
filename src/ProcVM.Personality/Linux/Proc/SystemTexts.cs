using System.Globalization;
using System.Text;
using ProcVM.Personality.Linux.Calls;

namespace ProcVM.Personality.Linux.Proc;

/// <summary>The files of /proc that tell of the system: the instance's own, not the host's.</summary>
internal sealed class SystemTexts(LinuxInstance instance)
{
    private const long Second = 1_000_000_000;

    public (string Name, ProcEntry Entry)[] Entries =>
    [
        ("cmdline", ProcEntry.File(static () => "procvm\n")),
        ("cpuinfo", ProcEntry.File(() => new ProcessorText(instance.Options.Engine).Write(Processors))),
        ("devices", ProcEntry.File(static () => "Character devices:\n  1 mem\n  5 /dev/tty\n136 pts\n\nBlock devices:\n")),
        ("filesystems", ProcEntry.File(static () => "nodev\ttmpfs\nnodev\tdevtmpfs\nnodev\tproc\nnodev\toverlay\nnodev\thostfs\nnodev\tpipefs\n")),
        ("loadavg", ProcEntry.File(() => string.Create(CultureInfo.InvariantCulture, $"0.00 0.00 0.00 1/{instance.Table.Tasks} {LastProcess}\n"))),
        ("meminfo", ProcEntry.File(Memory)),
        ("stat", ProcEntry.File(Statistics)),
        ("swaps", ProcEntry.File(static () => "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n")),
        ("sys", System()),
        ("uptime", ProcEntry.File(Uptime)),
        ("version", ProcEntry.File(static () => $"Linux version {SystemCalls.Release} (procvm) {SystemCalls.Version}\n")),
    ];

    private static int Processors => Environment.ProcessorCount;

    private int LastProcess => instance.Table.All().Select(static one => one.Id).DefaultIfEmpty(0).Max();

    private ProcEntry System()
    {
        ProcEntry random = ProcEntry.Directory(
            ("boot_id", ProcEntry.File(() => instance.BootId + "\n")),
            ("entropy_avail", ProcEntry.File(static () => "256\n")),
            ("poolsize", ProcEntry.File(static () => "256\n")),
            ("uuid", ProcEntry.File(() => NewId(instance) + "\n")));
        ProcEntry kernel = ProcEntry.Directory(
            ("cap_last_cap", Fixed("40")),
            ("hostname", Fixed("procvm")),
            ("domainname", Fixed("(none)")),
            ("ngroups_max", Fixed("65536")),
            ("osrelease", Fixed(SystemCalls.Release)),
            ("ostype", Fixed("Linux")),
            ("overflowuid", Fixed("65534")),
            ("overflowgid", Fixed("65534")),
            ("pid_max", Fixed("4194304")),
            ("random", random),
            ("randomize_va_space", Fixed("0")),
            ("sched_child_runs_first", Fixed("0")),
            ("shmmax", Fixed("18446744073692774399")),
            ("threads-max", ProcEntry.File(() => string.Create(CultureInfo.InvariantCulture, $"{instance.Table.Limit}\n"))),
            ("version", Fixed(SystemCalls.Version)));
        ProcEntry memory = ProcEntry.Directory(
            ("max_map_count", Fixed("65530")), ("mmap_min_addr", Fixed("65536")), ("overcommit_memory", Fixed("2")), ("overcommit_ratio", Fixed("100")), ("swappiness", Fixed("0")));
        ProcEntry files = ProcEntry.Directory(
            ("file-max", Fixed("9223372036854775807")),
            ("nr_open", ProcEntry.File(() => string.Create(CultureInfo.InvariantCulture, $"{instance.Options.Descriptors}\n"))),
            ("pipe-max-size", Fixed("65536")));
        ProcEntry core = ProcEntry.Directory(("somaxconn", Fixed("4096")));
        return ProcEntry.Directory(("fs", files), ("kernel", kernel), ("net", ProcEntry.Directory(("core", core))), ("vm", memory));
    }

    private static ProcEntry Fixed(string text) => ProcEntry.File(() => text + "\n");

    /// <summary>A random number in the form that the kernel gives its own in (RFC 9562, version 4).</summary>
    internal static string NewId(LinuxInstance instance)
    {
        Span<byte> bytes = stackalloc byte[16];
        instance.Options.Entropy.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        string hex = Convert.ToHexStringLower(bytes);
        return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }

    private string Memory()
    {
        ulong total = instance.Quota.Limit >> 10;
        ulong free = total - Math.Min(total, instance.Quota.Taken >> 10);
        StringBuilder text = new();
        (string Name, ulong Value)[] rows =
        [
            ("MemTotal", total), ("MemFree", free), ("MemAvailable", free), ("Buffers", 0), ("Cached", 0), ("SwapCached", 0), ("Active", total - free),
            ("Inactive", 0), ("SwapTotal", 0), ("SwapFree", 0), ("Dirty", 0), ("Writeback", 0), ("AnonPages", total - free), ("Mapped", 0), ("Shmem", 0),
            ("Slab", 0), ("PageTables", 0), ("CommitLimit", total), ("Committed_AS", total - free), ("VmallocTotal", 0), ("VmallocUsed", 0), ("Hugepagesize", 2048),
        ];
        foreach ((string name, ulong value) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name + ":",-16}{value,8} kB\n");
        }

        return text.ToString();
    }

    private string Statistics()
    {
        long up = UpNanoseconds / (Second / 100);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"cpu  {up} 0 0 0 0 0 0 0 0 0\n");
        for (int i = 0; i < Processors; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"cpu{i} {up} 0 0 0 0 0 0 0 0 0\n");
        }

        long start = (instance.Options.Clock.UnixNanoseconds - UpNanoseconds) / Second;
        text.Append(CultureInfo.InvariantCulture, $"intr 0\nctxt {instance.Calls}\nbtime {start}\nprocesses {LastProcess}\nprocs_running 1\nprocs_blocked 0\nsoftirq 0\n");
        return text.ToString();
    }

    private string Uptime()
    {
        decimal seconds = UpNanoseconds / (decimal)Second;
        return string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} 0.00\n");
    }

    private long UpNanoseconds => instance.Options.Clock.MonotonicNanoseconds - instance.StartNanoseconds;
}
