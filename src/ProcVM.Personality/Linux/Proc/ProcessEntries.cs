using System.Globalization;
using System.Text;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Memory;
using ProcVM.Kernel.Processes;
using ProcVM.Personality.Linux.Calls;

namespace ProcVM.Personality.Linux.Proc;

/// <summary>A process's directory in /proc.</summary>
internal sealed class ProcessEntries
{
    private const int NameColumn = 73;
    private const int PageSize = 4096;

    private readonly LinuxProcess _process;
    private readonly bool _isReader;

    /// <summary>Makes a directory.</summary>
    /// <param name="process">The process it is of.</param>
    /// <param name="reader">The process that looks.</param>
    public ProcessEntries(LinuxProcess process, LinuxProcess reader)
    {
        _process = process;
        _isReader = process == reader;
        (string Name, ProcEntry Entry)[] common = Common(process.Id);
        ProcEntry tasks = ProcEntry.Directory(
            () => Threads().Select(static id => id.ToString(CultureInfo.InvariantCulture)),
            name => ProcDirectory.TryNumber(name, out int id) && Threads().Contains(id) ? ProcEntry.Directory(Common(id)) : null);
        Root = ProcEntry.Directory([.. common, ("task", tasks)]);
    }

    /// <summary>The directory.</summary>
    public ProcEntry Root { get; }

    private (string Name, ProcEntry Entry)[] Common(int thread) =>
    [
        ("auxv", ProcEntry.OwnFile(() => _process.StartData?.Auxiliary ?? [])),
        ("cgroup", ProcEntry.File(static () => "0::/\n")),
        ("cmdline", ProcEntry.Bytes(() => _process.StartData?.Arguments ?? [])),
        ("comm", ProcEntry.Bytes(() => [.. _process.Name, (byte)'\n'])),
        ("cwd", ProcEntry.Link(() => _process.Directory)),
        ("environ", ProcEntry.OwnFile(() => _process.StartData?.Variables ?? [])),
        ("exe", ProcEntry.Link(() => _process.Executable)),
        ("fd", ProcEntry.Directory(DescriptorNames, FindDescriptor)),
        ("fdinfo", ProcEntry.Directory(DescriptorNames, FindDescriptorInfo)),
        ("limits", ProcEntry.File(Limits)),
        ("maps", ProcEntry.Bytes(Maps)),
        ("mountinfo", ProcEntry.File(() => new MountTexts(_process.Instance).Detailed())),
        ("mounts", ProcEntry.File(() => new MountTexts(_process.Instance).Plain())),
        ("oom_score", ProcEntry.File(static () => "0\n")),
        ("oom_score_adj", ProcEntry.File(static () => "0\n")),
        ("root", ProcEntry.Link(static () => "/"u8.ToArray())),
        ("stat", ProcEntry.File(() => Stat(thread))),
        ("statm", ProcEntry.File(StatM)),
        ("status", ProcEntry.File(() => Status(thread))),
    ];

    private List<int> Threads()
    {
        lock (_process.Instance.Table.Gate)
        {
            return [.. _process.Threads.Select(static thread => thread.Id).Order()];
        }
    }

    private IEnumerable<string> DescriptorNames() => _process.Descriptors.Numbers().Select(static number => number.ToString(CultureInfo.InvariantCulture));

    private ProcEntry? FindDescriptor(string name) => ProcDirectory.TryNumber(name, out int number) && _process.Descriptors.Find(number) is { } file
        ? ProcEntry.Link(() => Core.Text.Utf8Text.Encode(file.Name)) with { IsMagic = file is not OpenDirectory, Mode = LinkMode(file) }
        : null;

    private static uint LinkMode(OpenFile file) =>
        0xA000u | ((file.Mode & OpenMode.Read) != 0 ? 0x140u : 0) | ((file.Mode & OpenMode.Write) != 0 ? 0xC0u : 0);

    private ProcEntry? FindDescriptorInfo(string name) => ProcDirectory.TryNumber(name, out int number) && _process.Descriptors.Find(number) is { } file
        ? ProcEntry.File(() =>
        {
            file.Seek(0, SeekOrigin.Current, out long position);
            file.GetStatus(out FileStatus status);
            uint flags = (uint)FileOpener.FlagsOf(file) | (_process.Descriptors.IsClosedOnExec(number) == true ? (uint)LinuxOpenFlags.O_CLOEXEC : 0);
            return $"pos:\t{position}\nflags:\t0{Convert.ToString(flags, 8)}\nmnt_id:\t1\nino:\t{status.Inode}\n";
        })
        : null;

    private byte[] Maps()
    {
        List<byte> text = [];
        foreach (Region region in Regions())
        {
            string access = $"{Flag(region, MemoryAccess.Read, 'r')}{Flag(region, MemoryAccess.Write, 'w')}{Flag(region, MemoryAccess.Execute, 'x')}";
            char sharing = region.IsShared || region.Use == RegionUse.Shared ? 's' : 'p';
            ulong device = region.File?.Device ?? 0;
            string line = string.Create(CultureInfo.InvariantCulture,
                $"{region.Start:x8}-{region.End:x8} {access}{sharing} {region.Offset:x8} {(device >> 8) & 0xFFF:x2}:{device & 0xFF:x2} {region.File?.Inode ?? 0} ");
            byte[] name = region.File?.Name ?? (region.Use switch
            {
                RegionUse.Heap => "[heap]"u8.ToArray(),
                RegionUse.Stack => "[stack]"u8.ToArray(),
                RegionUse.Shared => "/dev/zero (deleted)"u8.ToArray(),
                _ => [],
            });
            text.AddRange(Encoding.ASCII.GetBytes(name.Length == 0 ? line : line.PadRight(NameColumn)));
            text.AddRange(name);
            text.Add((byte)'\n');
        }

        return [.. text];
    }

    private static char Flag(in Region region, MemoryAccess access, char letter) => (region.Access & access) != 0 ? letter : '-';

    // The map's lock may be held for a guest that doesn't answer.
    private List<Region> Regions()
    {
        const int Milliseconds = 200;
        MemoryMap? memory = _process.Memory;
        if (memory is null || !Monitor.TryEnter(memory, Milliseconds))
        {
            return [];
        }

        try
        {
            return [.. memory.Regions];
        }
        finally
        {
            Monitor.Exit(memory);
        }
    }

    private char State => _process.State switch
    {
        ProcessState.Stopped or ProcessState.StoppedNews => 'T',
        ProcessState.Zombie => 'Z',
        _ => _isReader || _process.Threads.Any(static thread => thread.IsRunning) ? 'R' : 'S',
    };

    private string Name => Core.Text.Utf8Text.Decode(_process.Name);

    private string Stat(int thread)
    {
        ulong size = Sum(Regions());
        int threads = _process.Threads.Count;
        return string.Create(CultureInfo.InvariantCulture,
            $"{thread} ({Name}) {State} {_process.Parent?.Id ?? 0} {_process.Group} {_process.Session} 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 {threads} 0 "
            + $"{StartTicks} {size} {size / PageSize} 18446744073709551615 0 0 {_process.StartData?.StackPointer ?? 0} 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
    }

    private long StartTicks => (_process.StartNanoseconds - _process.Instance.StartNanoseconds) / 10_000_000;

    private string StatM()
    {
        List<Region> regions = Regions();
        ulong all = Sum(regions) / PageSize;
        ulong code = Sum(regions.Where(static one => (one.Access & MemoryAccess.Execute) != 0)) / PageSize;
        ulong data = Sum(regions.Where(static one => (one.Access & MemoryAccess.Write) != 0)) / PageSize;
        return string.Create(CultureInfo.InvariantCulture, $"{all} {all} {code} {code} 0 {data} 0\n");
    }

    private static ulong Sum(IEnumerable<Region> regions)
    {
        ulong sum = 0;
        foreach (Region region in regions)
        {
            sum += region.Length;
        }

        return sum;
    }

    private string Status(int thread)
    {
        (uint user, uint group) = _process.Instance.Options.Identity;
        List<Region> regions = Regions();
        ulong size = Sum(regions) >> 10;
        ulong stack = Sum(regions.Where(static one => one.Use == RegionUse.Stack)) >> 10;
        ulong code = Sum(regions.Where(static one => (one.Access & MemoryAccess.Execute) != 0)) >> 10;
        ulong data = Sum(regions.Where(static one => (one.Access & MemoryAccess.Write) != 0)) >> 10;
        string state = State switch { 'R' => "R (running)", 'T' => "T (stopped)", 'Z' => "Z (zombie)", _ => "S (sleeping)" };
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Name:\t{Name}\nUmask:\t{Convert.ToString(_process.FileMask, 8).PadLeft(4, '0')}\nState:\t{state}\n");
        text.Append(CultureInfo.InvariantCulture, $"Tgid:\t{_process.Id}\nNgid:\t0\nPid:\t{thread}\nPPid:\t{_process.Parent?.Id ?? 0}\nTracerPid:\t0\n");
        text.Append(CultureInfo.InvariantCulture, $"Uid:\t{user}\t{user}\t{user}\t{user}\nGid:\t{group}\t{group}\t{group}\t{group}\nFDSize:\t{_process.Descriptors.Limit}\nGroups:\t \n");
        text.Append(CultureInfo.InvariantCulture, $"VmPeak:\t{size,8} kB\nVmSize:\t{size,8} kB\nVmLck:\t{0,8} kB\nVmHWM:\t{size,8} kB\nVmRSS:\t{size,8} kB\n");
        text.Append(CultureInfo.InvariantCulture, $"VmData:\t{data,8} kB\nVmStk:\t{stack,8} kB\nVmExe:\t{code,8} kB\nVmLib:\t{0,8} kB\nVmPTE:\t{0,8} kB\nVmSwap:\t{0,8} kB\n");
        text.Append(CultureInfo.InvariantCulture, $"Threads:\t{_process.Threads.Count}\n");
        AppendSignals(text, thread);
        text.Append("CapInh:\t0000000000000000\nCapPrm:\t0000000000000000\nCapEff:\t0000000000000000\nCapBnd:\t0000000000000000\nCapAmb:\t0000000000000000\n");
        text.Append(CultureInfo.InvariantCulture, $"NoNewPrivs:\t{(_process.HasNoNewPrivileges ? 1 : 0)}\nSeccomp:\t0\n");
        text.Append("voluntary_ctxt_switches:\t0\nnonvoluntary_ctxt_switches:\t0\n");
        return text.ToString();
    }

    private void AppendSignals(StringBuilder text, int thread)
    {
        ulong ignored = 0;
        ulong caught = 0;
        for (int number = 1; number <= 64; number++)
        {
            ulong handler = _process.Signals.GetAction(number).Handler;
            ignored |= handler == 1 ? 1UL << (number - 1) : 0;
            caught |= handler > 1 ? 1UL << (number - 1) : 0;
        }

        LinuxThread? own;
        lock (_process.Instance.Table.Gate)
        {
            own = _process.Threads.FirstOrDefault(one => one.Id == thread);
        }

        text.Append(CultureInfo.InvariantCulture, $"SigQ:\t{_process.Signals.Queue.Count}/1024\nSigPnd:\t{own?.Signals.Queue.Set ?? 0:x16}\nShdPnd:\t{_process.Signals.Queue.Set:x16}\n");
        text.Append(CultureInfo.InvariantCulture, $"SigBlk:\t{own?.Signals.Mask ?? 0:x16}\nSigIgn:\t{ignored:x16}\nSigCgt:\t{caught:x16}\n");
    }

    private string Limits()
    {
        (string Name, LinuxResource Resource, string Unit)[] rows =
        [
            ("Max cpu time", LinuxResource.RLIMIT_CPU, "seconds"), ("Max file size", LinuxResource.RLIMIT_FSIZE, "bytes"),
            ("Max data size", LinuxResource.RLIMIT_DATA, "bytes"), ("Max stack size", LinuxResource.RLIMIT_STACK, "bytes"),
            ("Max core file size", LinuxResource.RLIMIT_CORE, "bytes"), ("Max resident set", LinuxResource.RLIMIT_RSS, "bytes"),
            ("Max processes", LinuxResource.RLIMIT_NPROC, "processes"), ("Max open files", LinuxResource.RLIMIT_NOFILE, "files"),
            ("Max locked memory", LinuxResource.RLIMIT_MEMLOCK, "bytes"), ("Max address space", LinuxResource.RLIMIT_AS, "bytes"),
            ("Max file locks", LinuxResource.RLIMIT_LOCKS, "locks"), ("Max pending signals", LinuxResource.RLIMIT_SIGPENDING, "signals"),
            ("Max msgqueue size", LinuxResource.RLIMIT_MSGQUEUE, "bytes"), ("Max nice priority", LinuxResource.RLIMIT_NICE, ""),
            ("Max realtime priority", LinuxResource.RLIMIT_RTPRIO, ""), ("Max realtime timeout", LinuxResource.RLIMIT_RTTIME, "us"),
        ];
        StringBuilder text = new("Limit                     Soft Limit           Hard Limit           Units     \n");
        foreach ((string name, LinuxResource resource, string unit) in rows)
        {
            _process.Thread.Calls.System.GetLimit(resource, out LinuxRlimit limit);
            text.Append(CultureInfo.InvariantCulture, $"{name,-25} {Limit(limit.Cur),-20} {Limit(limit.Max),-20} {unit,-10}\n");
        }

        return text.ToString();
    }

    private static string Limit(ulong value) => value == ulong.MaxValue ? "unlimited" : value.ToString(CultureInfo.InvariantCulture);
}
