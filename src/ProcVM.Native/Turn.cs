using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using ProcVM.Native.Host;
using ProcVM.Native.Stub;

namespace ProcVM.Native;

/// <summary>The monitor's side of a slot's turn: gives commands to the stub and waits until it has obeyed.</summary>
/// <remarks>A stub that never answers makes its own .NET thread wait, nobody else: no lock is held meanwhile, and its death ends the wait.</remarks>
internal sealed unsafe class Turn
{
    private const int TurnsBeforeMoving = 32;
    private const int TurnsBetweenMoves = 2000;

    private readonly byte* _slot;
    private readonly StubProcess _process;
    private readonly ProcessorChoice _processors;
    private int _processor;
    private int _together;
    private long _count;
    private long _nextMove;

    /// <summary>The turn of a slot.</summary>
    public Turn(byte* slot, StubProcess process, ProcessorChoice processors)
    {
        _slot = slot;
        _process = process;
        _processors = processors;
        *(int*)(slot + StubLayout.Spin) = processors.Spin;
    }

    /// <summary>Gives a command and waits for its end; false when the process is dead.</summary>
    public bool Perform(int command)
    {
        Give(command);
        return Await();
    }

    /// <summary>Gives a command.</summary>
    public void Give(int command)
    {
        *(int*)(_slot + StubLayout.Command) = command;
        _processor = Libc.sched_getcpu();
        *(int*)(_slot + StubLayout.MonitorProcessor) = _processor;

        // A dead process keeps its mark.
        Interlocked.CompareExchange(ref Word, StubLayout.TurnOfStub, StubLayout.TurnOfMonitor);
        if (Volatile.Read(ref *(int*)(_slot + StubLayout.StubSleeps)) != 0)
        {
            Wake();
        }
    }

    /// <summary>Waits until the turn is the monitor's; false when the process is dead.</summary>
    public bool Await()
    {
        _count++;
        MoveApart();
        int looks = *(int*)(_slot + StubLayout.StubProcessor) == _processor ? 0 : _processors.Spin;
        for (; looks >= 0; looks--)
        {
            if (Volatile.Read(ref Word) == StubLayout.TurnOfMonitor)
            {
                return !_process.IsDead;
            }

            X86Base.Pause();
        }

        Interlocked.Exchange(ref *(int*)(_slot + StubLayout.MonitorSleeps), 1);
        while (Volatile.Read(ref Word) != StubLayout.TurnOfMonitor)
        {
            if (_process.IsDead)
            {
                return false;
            }

            Sleep();
        }

        Volatile.Write(ref *(int*)(_slot + StubLayout.MonitorSleeps), 0);
        return !_process.IsDead;
    }

    /// <summary>Ends the wait for a process that is dead: for whoever found that out.</summary>
    public void Abandon()
    {
        Interlocked.Exchange(ref Word, StubLayout.TurnOfNobody);
        Wake();
    }

    /// <summary>True while the stub waits for a command.</summary>
    public bool IsMonitors => Volatile.Read(ref Word) == StubLayout.TurnOfMonitor;

    private ref int Word => ref *(int*)(_slot + StubLayout.Turn);

    // A second at most: a hostile process could put another's mark back.
    private void Sleep()
    {
        long* second = stackalloc long[2] { 1, 0 };
        int seen = Volatile.Read(ref Word);
        if (seen != StubLayout.TurnOfMonitor)
        {
            Libc.syscall(Libc.SYS_futex, (nint)(_slot + StubLayout.Turn), Libc.FUTEX_WAIT, seen, (nint)second);
        }
    }

    private void Wake() => Libc.quick_syscall(Libc.SYS_futex, (nint)(_slot + StubLayout.Turn), Libc.FUTEX_WAKE, 1, 0, 0, 0);

    // Two sides that share a processor while another one is free take three times as long for each turn.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveApart()
    {
        if (*(int*)(_slot + StubLayout.StubProcessor) != _processor || _processors.Spin == 0)
        {
            _together = 0;
        }
        else if (++_together >= TurnsBeforeMoving && _count >= _nextMove)
        {
            _together = 0;
            _nextMove = _count + TurnsBetweenMoves;
            _processors.Leave(_processor);
            _processor = Libc.sched_getcpu();
            *(int*)(_slot + StubLayout.MonitorProcessor) = _processor;
        }
    }
}
