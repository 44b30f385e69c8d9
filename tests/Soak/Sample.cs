using System.Diagnostics;
using System.Globalization;

namespace ProcVM.Soak;

/// <summary>What the process holds of its host while no instance runs.</summary>
internal sealed record Sample(TimeSpan Time, long Instances, double Resident, double Heap, double AddressSpace, int Files, int Threads)
{
    private const double Mebi = 1 << 20;

    /// <summary>The table's head.</summary>
    public static string Header => $"{"seconds",8} {"instances",10} {"resident MiB",13} {"heap MiB",9} {"mapped MiB",11} {"files",6} {"threads",8}";

    /// <summary>Collects all garbage and gives the space back, then measures.</summary>
    public static Sample Take(TimeSpan time, long instances)
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        // Threads that have been joined take a moment to be gone from the process.
        Thread.Sleep(20);
        using Process process = Process.GetCurrentProcess();
        return new Sample(
            time,
            instances,
            process.WorkingSet64 / Mebi,
            GC.GetTotalMemory(forceFullCollection: false) / Mebi,
            process.VirtualMemorySize64 / Mebi,
            OperatingSystem.IsLinux() ? OpenFiles() : process.HandleCount,
            process.Threads.Count);
    }

    // .NET loads assemblies when they are first needed, and keeps their files open: those aren't ours.
    private static int OpenFiles() => new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos()
        .Count(file => file.LinkTarget is { } target && !target.EndsWith(".dll", StringComparison.Ordinal));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time.TotalSeconds,8:F1} {Instances,10} {Resident,13:F1} {Heap,9:F2} {AddressSpace,11:F0} {Files,6} {Threads,8}");
}
