using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using ProcVM.Native.Host;

namespace ProcVM.Native;

/// <summary>How long turns are looked for before their sides sleep, and where they run.</summary>
internal sealed unsafe class ProcessorChoice
{
    /// <summary>Bytes of a set of processors: 1,024 of them.</summary>
    private const int MaskSize = 128;

    private const double LookingMicroseconds = 50;

    private readonly byte[] _allowed = new byte[MaskSize];
    private readonly bool _canLeave;

    /// <summary>Measures the host. With one processor nobody looks: the other side couldn't run meanwhile.</summary>
    public ProcessorChoice()
    {
        int bits = 0;
        fixed (byte* mask = _allowed)
        {
            Libc.syscall(Libc.SYS_sched_getaffinity, 0, MaskSize, (nint)mask);
            for (int i = 0; i < MaskSize; i++)
            {
                bits += int.PopCount(mask[i]);
            }
        }

        _canLeave = bits > 1;
        Spin = bits > 1 && X86Base.IsSupported ? MeasureSpin() : 0;
    }

    /// <summary>How often a side looks before it sleeps: about 50 µs, less than a wake-up costs.</summary>
    public int Spin { get; }

    /// <summary>Asks the host to run the calling thread on another processor; after that any is as good as before.</summary>
    public void Leave(int processor)
    {
        if (!_canLeave || (uint)processor >= MaskSize * 8)
        {
            return;
        }

        byte* others = stackalloc byte[MaskSize];
        _allowed.CopyTo(new Span<byte>(others, MaskSize));
        others[processor / 8] &= (byte)~(1 << (processor % 8));
        fixed (byte* all = _allowed)
        {
            if (Libc.syscall(Libc.SYS_sched_setaffinity, 0, MaskSize, (nint)others) == 0)
            {
                Libc.syscall(Libc.SYS_sched_setaffinity, 0, MaskSize, (nint)all);
            }
        }
    }

    // The processor's PAUSE takes from 10 to 150 cycles. The fastest of a few short rounds: others may disturb one.
    private static int MeasureSpin()
    {
        const int Rounds = 5;
        const int Pauses = 200;
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Pauses; i++)
            {
                X86Base.Pause();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Pauses);
        }

        return (int)Math.Clamp(LookingMicroseconds / Math.Max(best, 0.001), 100, 20_000);
    }
}
