using System.Buffers.Binary;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace ProcVM.Host.Linux;

#pragma warning disable CA1001 // The thread closes the handle once nothing is watched any more.
/// <summary>Tells when descriptors of the host become ready: one thread on one epoll set, there while anything is watched.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class ReadinessThread
{
    /// <summary>struct epoll_event, which x86-64 alone packs.</summary>
    private static readonly int s_eventSize = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64 ? 12 : 16;

    private static readonly int s_dataOffset = s_eventSize - sizeof(long);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Action> _watched = [];
    private SafeFileHandle? _set;
    private SafeFileHandle? _wake;
    private long _last;

    /// <summary>Watches a descriptor: each change is told once. It must stay open until the watch is ended.</summary>
    /// <param name="fd">The descriptor.</param>
    /// <param name="changed">Called on the thread; it neither waits nor throws.</param>
    /// <param name="watch">Ends it.</param>
    /// <returns>False when the host says that it is always ready.</returns>
    public bool TryWatch(int fd, Action changed, out IDisposable? watch)
    {
        watch = null;
        lock (_gate)
        {
            if (_set is null && !TryStart())
            {
                return false;
            }

            long id = ++_last;
            _watched.Add(id, changed);
            if (!TryAdd(fd, id))
            {
                _watched.Remove(id);
                EndIfUnused();
                return false;
            }

            watch = new Watch(this, fd, id);
            return true;
        }
    }

    private bool TryAdd(int fd, long id)
    {
        Span<byte> asked = stackalloc byte[s_eventSize];
        BinaryPrimitives.WriteUInt32LittleEndian(asked, (uint)(Libc.POLLIN | Libc.POLLPRI | Libc.POLLOUT | Libc.POLLRDHUP) | Libc.EPOLLET);
        BinaryPrimitives.WriteInt64LittleEndian(asked[s_dataOffset..], id);
        fixed (byte* bytes = asked)
        {
            // SAFETY: the set is open while the lock is held and there is one; the event lies on the stack.
            return Libc.epoll_ctl(Fd(_set!), Libc.EPOLL_CTL_ADD, fd, bytes) == 0;
        }
    }

    private bool TryStart()
    {
        int* ends = stackalloc int[2];
        int set = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
        if (set < 0)
        {
            return false;
        }

        _set = new SafeFileHandle(set, ownsHandle: true);
        if (Libc.pipe2(ends, Libc.O_CLOEXEC | Libc.O_NONBLOCK) != 0)
        {
            _set.Dispose();
            _set = null;
            return false;
        }

        SafeFileHandle read = new(ends[0], ownsHandle: true);
        _wake = new SafeFileHandle(ends[1], ownsHandle: true);
        TryAdd(ends[0], 0);
        SafeFileHandle own = _set;
        new Thread(() => Serve(own, read)) { IsBackground = true, Name = "readiness" }.UnsafeStart();
        return true;
    }

    // Closing the pipe is the thread's sign to end.
    private void EndIfUnused()
    {
        if (_watched.Count == 0)
        {
            _wake!.Dispose();
            _wake = null;
            _set = null;
        }
    }

    private void Serve(SafeFileHandle set, SafeFileHandle wake)
    {
        const int Most = 64;
        byte* events = stackalloc byte[Most * s_eventSize];
        bool isOver = false;
        while (!isOver)
        {
            int count = Libc.epoll_wait(Fd(set), events, Most, -1);
            for (int i = 0; i < count; i++)
            {
                long id = BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(events + (i * s_eventSize) + s_dataOffset, sizeof(long)));
                isOver |= id == 0;
                Find(id)?.Invoke();
            }
        }

        set.Dispose();
        wake.Dispose();
    }

    private Action? Find(long id)
    {
        lock (_gate)
        {
            return _watched.GetValueOrDefault(id);
        }
    }

    private void End(int fd, long id)
    {
        lock (_gate)
        {
            if (_watched.Remove(id))
            {
                Libc.epoll_ctl(Fd(_set!), Libc.EPOLL_CTL_DEL, fd, null);
                EndIfUnused();
            }
        }
    }

    private static int Fd(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    private sealed class Watch(ReadinessThread owner, int fd, long id) : IDisposable
    {
        public void Dispose() => owner.End(fd, id);
    }
}
