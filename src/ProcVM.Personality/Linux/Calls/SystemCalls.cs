using System.Buffers;
using ProcVM.Core.Ports;
using ProcVM.Core.Text;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on the system as a whole.</summary>
internal sealed class SystemCalls(LinuxThread thread, LinuxCalls calls)
{
    /// <summary>What uname calls the kernel.</summary>
    public const string Release = "6.1.0-procvm";

    public const string Version = "#1 ProcVM";

    private const ulong Unlimited = ulong.MaxValue;
    private const long Second = 1_000_000_000;

    private LinuxInstance Instance => thread.Process.Instance;

    public long Name(out LinuxUtsname name)
    {
        name = new LinuxUtsname
        {
            Sysname = Text("Linux"),
            Nodename = Text("procvm"),
            Release = Text(Release),
            Version = Text(Version),
            Machine = Text("x86_64"),
            Domainname = Text("(none)"),
        };
        return 0;
    }

    public long GetLimit(LinuxResource resource, out LinuxRlimit limit) => ProcessLimit(0, resource, null, out limit);

    public long ProcessLimit(int pid, LinuxResource resource, LinuxRlimit? wish, out LinuxRlimit limit)
    {
        limit = default;
        if ((uint)resource > (uint)LinuxResource.RLIMIT_RTTIME)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (pid != 0 && Instance.Table.Find(pid) is null)
        {
            return LinuxCalls.Error(Errno.ESRCH);
        }

        ulong value = resource switch
        {
            LinuxResource.RLIMIT_STACK => 8 << 20,
            LinuxResource.RLIMIT_CORE => 0,
            LinuxResource.RLIMIT_NOFILE => (ulong)Instance.Options.Descriptors,
            LinuxResource.RLIMIT_NPROC => (ulong)Instance.Options.Processes,
            LinuxResource.RLIMIT_MEMLOCK or LinuxResource.RLIMIT_MSGQUEUE or LinuxResource.RLIMIT_NICE or LinuxResource.RLIMIT_RTPRIO => 0,
            LinuxResource.RLIMIT_SIGPENDING => 1024,
            _ => Unlimited,
        };
        limit = new LinuxRlimit { Cur = value, Max = resource == LinuxResource.RLIMIT_STACK ? Unlimited : value };
        return wish is { } given && (given.Cur != limit.Cur || given.Max != limit.Max) ? LinuxCalls.Error(Errno.EPERM) : 0;
    }

    public long Usage(LinuxRusageWho who, out LinuxRusage usage)
    {
        usage = default;
        return who is LinuxRusageWho.RUSAGE_SELF or LinuxRusageWho.RUSAGE_CHILDREN or LinuxRusageWho.RUSAGE_THREAD ? 0 : LinuxCalls.Error(Errno.EINVAL);
    }

    public long Info(out LinuxSysinfo info)
    {
        info = new LinuxSysinfo
        {
            Uptime = (Instance.Options.Clock.MonotonicNanoseconds - Instance.StartNanoseconds) / Second,
            Totalram = Instance.Quota.Limit,
            Freeram = Instance.Quota.Limit - Math.Min(Instance.Quota.Limit, Instance.Quota.Taken),
            Procs = (ushort)Math.Min(ushort.MaxValue, Instance.Table.Living),
            MemUnit = 1,
        };
        return 0;
    }

    public long User() => Instance.Options.Identity.User;

    public long Group() => Instance.Options.Identity.Group;

    public long SetUser(uint user) => user == Instance.Options.Identity.User ? 0 : LinuxCalls.Error(Errno.EPERM);

    public long SetGroup(uint group) => group == Instance.Options.Identity.Group ? 0 : LinuxCalls.Error(Errno.EPERM);

    public long Groups(int size, ulong list) => size < 0 ? LinuxCalls.Error(Errno.EINVAL) : 0;

    public long Random(GuestBuffer buffer, LinuxRandomFlags flags)
    {
        const LinuxRandomFlags Known = LinuxRandomFlags.GRND_NONBLOCK | LinuxRandomFlags.GRND_RANDOM | LinuxRandomFlags.GRND_INSECURE;
        const LinuxRandomFlags Contrary = LinuxRandomFlags.GRND_RANDOM | LinuxRandomFlags.GRND_INSECURE;
        if ((flags & ~Known) != 0 || (flags & Contrary) == Contrary)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        const int ChunkSize = 4096;
        const ulong MostBytes = 0x1FF_FFFF;
        ulong wanted = Math.Min(buffer.Length, MostBytes);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        ulong done = 0;
        while (done < wanted)
        {
            Span<byte> part = chunk.AsSpan(0, (int)Math.Min(ChunkSize, wanted - done));
            Instance.Options.Entropy.Fill(part);
            if (!calls.TryWrite(buffer.Address + done, (ReadOnlySpan<byte>)part))
            {
                break;
            }

            done += (ulong)part.Length;
        }

        ArrayPool<byte>.Shared.Return(chunk);
        return done > 0 || wanted == 0 ? (long)done : LinuxCalls.Error(Errno.EFAULT);
    }

    private static byte[] Text(string text)
    {
        byte[] field = new byte[65];
        Utf8Text.Encode(text).CopyTo(field, 0);
        return field;
    }
}
