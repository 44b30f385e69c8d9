using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ProcVM.Native.Host;

namespace ProcVM.Native;

/// <summary>The thread that all stub processes are children of: it starts the first one, notices each one's end, and leaves none behind.</summary>
/// <remarks>A stub asks the host to be killed when its parent's <em>thread</em> ends; so this thread lasts as long as the engine. The host's SIGCHLD means nothing
/// here: ends are read from process handles, whatever .NET does with its own children.</remarks>
internal sealed unsafe class Reaper : IDisposable
{
    private const int EventSize = 12;
    private const int MostEvents = 16;
    private const int ScanMilliseconds = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, StubProcess?> _known = [];
    private readonly HashSet<int> _suspects = [];
    private readonly SafeFileHandle _poll;
    private readonly SafeFileHandle _wake;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _started = new();
    private string _children = "";
    private Action? _first;
    private volatile bool _isStopping;

    private Reaper(SafeFileHandle poll, SafeFileHandle wake)
    {
        _poll = poll;
        _wake = wake;
        _thread = new Thread(Watch, 256 << 10) { IsBackground = true, Name = "reaper" };
    }

    /// <summary>Starts the thread, which begins with <paramref name="first"/>; null, with errno, when the host has no more of something.</summary>
    public static Reaper? Start(Action<Reaper> first, out int error)
    {
        const int Cloexec = 0x80000;
        int poll = (int)Libc.syscall(Libc.SYS_epoll_create1, Cloexec);
        error = poll < 0 ? Marshal.GetLastPInvokeError() : 0;
        int wake = poll < 0 ? -1 : (int)Libc.syscall(Libc.SYS_eventfd2, 0, Cloexec);
        if (wake < 0)
        {
            error = Marshal.GetLastPInvokeError();
            if (poll >= 0)
            {
                Libc.close(poll);
            }

            return null;
        }

        Reaper reaper = new(new SafeFileHandle(poll, ownsHandle: true), new SafeFileHandle(wake, ownsHandle: true));
        reaper.Poll(wake, 0);
        reaper._first = () => first(reaper);
        reaper._thread.UnsafeStart();
        reaper._started.Wait();
        return reaper;
    }

    /// <summary>Watches a process of a claimed or spawned id; false when the host can't.</summary>
    public bool Watch(StubProcess process, int handle)
    {
        lock (_gate)
        {
            _known[process.Pid] = process;
        }

        return Poll(handle, process.Pid);
    }

    /// <summary>Takes a number for a process that is about to be watched: true when it is a child of this thread that nobody knows yet.</summary>
    public bool TryClaim(int pid)
    {
        List<int> children = ReadChildren();
        lock (_gate)
        {
            return children.Contains(pid) && _known.TryAdd(pid, null);
        }
    }

    /// <summary>How many processes there are, wanted or not.</summary>
    public int CountChildren() => ReadChildren().Count;

    /// <summary>Kills what is left, waits for its end, and ends the thread.</summary>
    public void Dispose()
    {
        _isStopping = true;
        Wake();
        _thread.Join();
        _poll.Dispose();
        _wake.Dispose();
        _started.Dispose();
    }

    private bool Poll(int fd, int tag)
    {
        byte* request = stackalloc byte[EventSize];
        *(uint*)request = 0x4000_0001; // EPOLLIN, once: the handle of a dead process stays readable
        *(long*)(request + 4) = tag;
        return Libc.syscall(Libc.SYS_epoll_ctl, (int)_poll.DangerousGetHandle(), 1, fd, (nint)request) == 0;
    }

    private void Wake()
    {
        ulong one = 1;
        Libc.write((int)_wake.DangerousGetHandle(), (byte*)&one, sizeof(ulong));
    }

    private void Watch()
    {
        _children = $"/proc/self/task/{Libc.syscall(Libc.SYS_gettid)}/children";
        try
        {
            _first!();
        }
        finally
        {
            _started.Set();
        }

        byte* events = stackalloc byte[EventSize * MostEvents];
        while (!_isStopping)
        {
            nint count = Libc.syscall(Libc.SYS_epoll_wait, (int)_poll.DangerousGetHandle(), (nint)events, MostEvents, ScanMilliseconds);
            if (count == 0)
            {
                KillStrays();
            }

            for (int i = 0; i < count; i++)
            {
                Reap((int)*(long*)(events + (i * EventSize) + 4));
            }
        }

        Finish();
    }

    private void Reap(int pid)
    {
        StubProcess? process;
        lock (_gate)
        {
            if (!_known.TryGetValue(pid, out process))
            {
                return;
            }
        }

        // The id is free for others as soon as the process is waited for: whoever uses it must know before.
        process?.Died();
        lock (_gate)
        {
            Wait(pid);
            _known.Remove(pid);
        }
    }

    /// <summary>A guest that jumps into the stub's code can make processes and threads that nobody asked for. A process that is still unknown, or has too many threads, at
    /// the second look is killed.</summary>
    private void KillStrays()
    {
        List<int> children = ReadChildren();
        List<StubProcess> known = [];
        lock (_gate)
        {
            children.RemoveAll(_known.ContainsKey);
            known.AddRange(_known.Values.OfType<StubProcess>());
        }

        foreach (StubProcess process in known)
        {
            if (process.HasStrayThreads())
            {
                process.Kill();
            }
        }

        foreach (int pid in children)
        {
            if (_suspects.Contains(pid))
            {
                End(pid);
            }
        }

        _suspects.Clear();
        _suspects.UnionWith(children);
    }

    private void Finish()
    {
        List<StubProcess> known = [];
        lock (_gate)
        {
            foreach (StubProcess? process in _known.Values)
            {
                if (process is not null)
                {
                    known.Add(process);
                }
            }
        }

        foreach (StubProcess process in known)
        {
            process.Kill();
        }

        foreach (StubProcess process in known)
        {
            Reap(process.Pid);
        }

        const int MostRounds = 1000;
        for (int round = 0; round < MostRounds && ReadChildren() is { Count: > 0 } children; round++)
        {
            children.ForEach(End);
        }
    }

    private static void End(int pid)
    {
        int handle = (int)Libc.syscall(Libc.SYS_pidfd_open, pid);
        if (handle >= 0)
        {
            Libc.syscall(Libc.SYS_pidfd_send_signal, handle, Libc.SIGKILL);
            Libc.close(handle);
        }

        Wait(pid);
    }

    private static void Wait(int pid)
    {
        int status;
        while (Libc.syscall(Libc.SYS_wait4, pid, (nint)(&status), Libc.WALL) < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
        {
            // Again.
        }
    }

    // Children of the reaper's thread alone: those that .NET starts for others are other threads'.
    private List<int> ReadChildren()
    {
        List<int> children = [];
        try
        {
            foreach (string word in File.ReadAllText(_children).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                children.Add(int.Parse(word, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Without /proc nothing can be claimed: no process is made, and there are none to look for.
        }

        return children;
    }
}
