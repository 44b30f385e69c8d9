using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Kernel.Memory;
using ProcVM.Kernel.Processes;
using ProcVM.Personality.Linux.Loading;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on processes.</summary>
internal sealed class ProcessCalls(LinuxThread thread, LinuxCalls calls)
{
    /// <summary>Linux's MAX_ARG_STRLEN.</summary>
    private const int LongestArgument = 128 << 10;

    private const int MostArguments = 1 << 18;
    private const int MostArgumentBytes = 2 << 20;

    private LinuxProcess Process => thread.Process;

    private ProcessTable Table => thread.Process.Instance.Table;

    public long Yield()
    {
        Thread.Yield();
        return 0;
    }

    public long GetId() => Process.Id;

    public long GetThread() => thread.Id;

    public long GetParent()
    {
        lock (Table.Gate)
        {
            // Nobody's children are those of the instance, which has number 1.
            return Process.Parent?.Id ?? 1;
        }
    }

    public long Fork() => Clone((LinuxCloneFlags)SignalNumber.Child, 0, 0, 0, 0);

    public long VFork() => Clone(LinuxCloneFlags.CLONE_VM | LinuxCloneFlags.CLONE_VFORK | (LinuxCloneFlags)SignalNumber.Child, 0, 0, 0, 0);

    public long Clone(LinuxCloneFlags flags, ulong stack, ulong parentAddress, ulong childAddress, ulong tls)
    {
        const LinuxCloneFlags ExitSignal = (LinuxCloneFlags)0xFF;
        return Clone(new CloneWish(flags & ~ExitSignal & (LinuxCloneFlags)uint.MaxValue, (int)(flags & ExitSignal), stack, tls) { ParentAddress = parentAddress, ChildAddress = childAddress });
    }

    public long Clone3(ulong place, ulong size)
    {
        const ulong LeastSize = 64;
        const ulong MostSize = 4096;
        const ulong KnownSize = 88;
        if (size is < LeastSize or > MostSize)
        {
            return LinuxCalls.Error(size < LeastSize ? Errno.EINVAL : Errno.E2BIG);
        }

        byte[] bytes = new byte[Math.Max(size, KnownSize)];
        if (!calls.TryRead(place, bytes.AsSpan(0, (int)size)))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        if (bytes.AsSpan((int)KnownSize).ContainsAnyExcept((byte)0))
        {
            return LinuxCalls.Error(Errno.E2BIG);
        }

        ReadOnlySpan<ulong> fields = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(bytes);
        (ulong flags, ulong exitSignal, ulong stack, ulong stackSize) = (fields[0], fields[4], fields[5], fields[6]);
        const ulong SignalMask = 0xFF;
        bool hasThreadSignal = (flags & (ulong)(LinuxCloneFlags.CLONE_THREAD | LinuxCloneFlags.CLONE_PARENT)) != 0 && exitSignal != 0;
        bool isWrongStack = stack == 0 ? stackSize != 0 : stackSize == 0 || stack + stackSize < stack;
        if ((flags & SignalMask) != 0 || exitSignal > SignalNumber.Last || hasThreadSignal || isWrongStack || fields[8] != 0 || fields[9] != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        return Clone(new CloneWish((LinuxCloneFlags)flags, (int)exitSignal, stack + stackSize, fields[7]) { ParentAddress = fields[3], ChildAddress = fields[2] });
    }

    public long Execute(byte[] path, ulong arguments, ulong variables)
    {
        Errno error = calls.Path.Locate(LinuxDirfd.AT_FDCWD, path, out byte[] full);
        error = error != Errno.None ? error : ReadTexts(arguments, out List<byte[]> argumentTexts) is var wrong and not Errno.None
            ? wrong
            : ReadTexts(variables, out List<byte[]> variableTexts) is var wrong2 and not Errno.None
            ? wrong2
            : Execute(path, full, argumentTexts, variableTexts);
        return LinuxCalls.Result(error);
    }

    public long Exit(int status)
    {
        thread.Leave((status & 0xFF) << 8);
        return 0;
    }

    public long ExitGroup(int status)
    {
        thread.LeaveWithAll((status & 0xFF) << 8);
        return 0;
    }

    public long Wait(int pid, out int status, LinuxWaitOptions options, out LinuxRusage usage)
    {
        status = 0;
        usage = default;
        const LinuxWaitOptions Known = LinuxWaitOptions.WNOHANG | LinuxWaitOptions.WSTOPPED | LinuxWaitOptions.WCONTINUED
            | LinuxWaitOptions.__WALL | LinuxWaitOptions.__WCLONE | LinuxWaitOptions.__WNOTHREAD;
        if ((options & ~Known) != 0 || pid == int.MinValue)
        {
            return LinuxCalls.Error(pid == int.MinValue ? Errno.ESRCH : Errno.EINVAL);
        }

        WaitWish wish = new(Math.Max(0, pid), pid < -1 ? -pid : pid == 0 ? Process.Group : 0)
        {
            Exited = true,
            Stopped = (options & LinuxWaitOptions.WSTOPPED) != 0,
            Continued = (options & LinuxWaitOptions.WCONTINUED) != 0,
            MayNotWait = (options & LinuxWaitOptions.WNOHANG) != 0,
        };
        Errno error = Table.Wait(thread.Waiter, Process, wish, out GuestProcess? child, out _);
        status = child?.Status ?? 0;
        return LinuxCalls.Result(error, child?.Id ?? 0);
    }

    public long SetGroup(int pid, int group)
    {
        lock (Table.Gate)
        {
            int id = pid == 0 ? Process.Id : pid;
            int wanted = group == 0 ? id : group;
            if (wanted < 0)
            {
                return LinuxCalls.Error(Errno.EINVAL);
            }

            if (Table.Find(id) is not { } target || (target != Process && target.Parent != Process))
            {
                return LinuxCalls.Error(Errno.ESRCH);
            }

            bool isThere = wanted == id || Table.All().Exists(one => one.Group == wanted && one.Session == Process.Session);
            if (target.Session != Process.Session || target.Session == target.Id || !isThere)
            {
                return LinuxCalls.Error(Errno.EPERM);
            }

            target.Group = wanted;
            return 0;
        }
    }

    public long GetGroup() => Process.Group;

    public long GetGroupOf(int pid) => Find(pid) is { } found ? found.Group : LinuxCalls.Error(Errno.ESRCH);

    public long GetSessionOf(int pid) => Find(pid) is { } found ? found.Session : LinuxCalls.Error(Errno.ESRCH);

    public long StartSession()
    {
        lock (Table.Gate)
        {
            if (Table.All().Exists(one => one.Group == Process.Id))
            {
                return LinuxCalls.Error(Errno.EPERM);
            }

            return Process.Group = Process.Session = Process.Id;
        }
    }

    public long Control(LinuxPrctlOption option, ulong a, ulong b, ulong c, ulong d)
    {
        switch (option)
        {
            case LinuxPrctlOption.PR_SET_NAME:
                const int NameSize = 16;
                byte[] name = new byte[NameSize];
                if (calls.ReadText(a, NameSize, out byte[] text) is Errno.EFAULT)
                {
                    return LinuxCalls.Error(Errno.EFAULT);
                }

                // A longer name is cut off.
                thread.Name = text.Length > 0 || !calls.TryRead(a, name.AsSpan()) || name[0] == 0 ? text : name[..^1];
                return 0;
            case LinuxPrctlOption.PR_GET_NAME:
                byte[] own = new byte[16];
                thread.Name.CopyTo(own, 0);
                return calls.TryWrite(a, (ReadOnlySpan<byte>)own) ? 0 : LinuxCalls.Error(Errno.EFAULT);
            case LinuxPrctlOption.PR_GET_DUMPABLE:
                return Process.IsDumpable ? 1 : 0;
            case LinuxPrctlOption.PR_SET_DUMPABLE when a <= 1:
                Process.IsDumpable = a == 1;
                return 0;
            case LinuxPrctlOption.PR_SET_NO_NEW_PRIVS when a == 1 && (b | c | d) == 0:
                Process.HasNoNewPrivileges = true;
                return 0;
            case LinuxPrctlOption.PR_GET_NO_NEW_PRIVS:
                return Process.HasNoNewPrivileges ? 1 : 0;
            case LinuxPrctlOption.PR_SET_PDEATHSIG when a <= SignalNumber.Last:
                Process.DeathSignal = (int)a;
                return 0;
            case LinuxPrctlOption.PR_GET_PDEATHSIG:
                return calls.TryWrite(a, Process.DeathSignal) ? 0 : LinuxCalls.Error(Errno.EFAULT);
            default:
                return LinuxCalls.Error(Errno.EINVAL);
        }
    }

    public long ArchControl(LinuxArchCode code, ulong address)
    {
        ref X86Registers registers = ref thread.Guest.Registers;
        switch (code)
        {
            case LinuxArchCode.ARCH_SET_FS or LinuxArchCode.ARCH_SET_GS when address >= thread.Guest.Space.Limit:
                return LinuxCalls.Error(Errno.EPERM);
            case LinuxArchCode.ARCH_SET_FS:
                registers.FsBase = address;
                return 0;
            case LinuxArchCode.ARCH_SET_GS:
                registers.GsBase = address;
                return 0;
            case LinuxArchCode.ARCH_GET_FS:
                return calls.TryWrite(address, registers.FsBase) ? 0 : LinuxCalls.Error(Errno.EFAULT);
            case LinuxArchCode.ARCH_GET_GS:
                return calls.TryWrite(address, registers.GsBase) ? 0 : LinuxCalls.Error(Errno.EFAULT);
            default:
                return LinuxCalls.Error(Errno.EINVAL);
        }
    }

    public long SetThreadAddress(ulong address)
    {
        thread.ClearAddress = address;
        return thread.Id;
    }

    private GuestProcess? Find(int pid) => pid == 0 ? Process : Table.Find(pid);

    private long Clone(CloneWish wish)
    {
        const LinuxCloneFlags Common = LinuxCloneFlags.CLONE_VM | LinuxCloneFlags.CLONE_SETTLS | LinuxCloneFlags.CLONE_PARENT_SETTID | LinuxCloneFlags.CLONE_CHILD_SETTID
            | LinuxCloneFlags.CLONE_CHILD_CLEARTID | LinuxCloneFlags.CLONE_UNTRACED | LinuxCloneFlags.CLONE_DETACHED | LinuxCloneFlags.CLONE_IO | LinuxCloneFlags.CLONE_SYSVSEM;
        const LinuxCloneFlags OfThread = LinuxCloneFlags.CLONE_VM | LinuxCloneFlags.CLONE_FS | LinuxCloneFlags.CLONE_FILES | LinuxCloneFlags.CLONE_SIGHAND | LinuxCloneFlags.CLONE_THREAD;
        const LinuxCloneFlags OfProcess = LinuxCloneFlags.CLONE_VFORK | LinuxCloneFlags.CLONE_CLEAR_SIGHAND;
        bool isThread = wish.Has(LinuxCloneFlags.CLONE_THREAD);
        if ((isThread && !wish.Has(LinuxCloneFlags.CLONE_SIGHAND)) || (wish.Has(LinuxCloneFlags.CLONE_SIGHAND) && !wish.Has(LinuxCloneFlags.CLONE_VM)))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        bool isServed = isThread ? (wish.Flags & OfThread) == OfThread && (wish.Flags & ~(OfThread | Common)) == 0 : (wish.Flags & ~(OfProcess | Common)) == 0;
        if (!isServed)
        {
            const ulong Number = 56;
            return calls.Unserved(Number, (ulong)wish.Flags | (uint)wish.ExitSignal, wish.Stack, wish.ParentAddress, wish.ChildAddress, wish.Tls, 0);
        }

        Errno error = CheckSegment(wish);
        return error != Errno.None ? LinuxCalls.Error(error) : isThread ? MakeThread(wish) : MakeProcess(wish);
    }

    // Of a 32-bit program, CLONE_SETTLS gives a segment.
    private Errno CheckSegment(CloneWish wish) =>
        !wish.Has(LinuxCloneFlags.CLONE_SETTLS) || !calls.Abi.Is32Bit ? Errno.None
        : calls.TryRead(wish.Tls, out LinuxUserDesc segment) ? ThreadAreas.Check(segment) : Errno.EFAULT;

    private long MakeThread(CloneWish wish)
    {
        Errno error = thread.Guest.Clone(out IGuestThread? guest);
        LinuxThread? made = null;
        error = error != Errno.None ? error : Table.AddThread(id => thread.Copy(Process, guest!, id, keepsAlternateStack: false), out made);
        if (error != Errno.None)
        {
            guest?.Dispose();
            return LinuxCalls.Error(error == Errno.ENOMEM ? error : Errno.EAGAIN);
        }

        error = Prepare(made!, wish);
        if (error != Errno.None || !Process.TryAdd(made!) || !made!.TryStartServing())
        {
            Process.Remove(made!);
            guest!.Dispose();
            Table.RemoveThread(made!.Id);
            return LinuxCalls.Error(error == Errno.None ? Errno.EAGAIN : error);
        }

        return made.Id;
    }

    private long MakeProcess(CloneWish wish)
    {
        Errno error = MakeChild(wish, out LinuxProcess? child);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        if (wish.Has(LinuxCloneFlags.CLONE_CLEAR_SIGHAND))
        {
            child!.Signals.ResetHandlers();
        }

        error = Prepare(child!.Thread, wish);
        if (error != Errno.None || !child.Thread.TryStartServing())
        {
            child.Abandon();
            return LinuxCalls.Error(error == Errno.None ? Errno.EAGAIN : error);
        }

        if (wish.Has(LinuxCloneFlags.CLONE_VFORK))
        {
            lock (Table.Gate)
            {
                while (!child.HasMemoryOfItsOwn && !Process.IsEnding(thread))
                {
                    Monitor.Wait(Table.Gate);
                }
            }
        }

        return child.Id;
    }

    private Errno MakeChild(CloneWish wish, out LinuxProcess? child)
    {
        Errno error = Table.Add(Process, id => new LinuxProcess(Process.Instance, id) { ExitSignal = wish.ExitSignal }, out child);
        if (error != Errno.None)
        {
            return error;
        }

        MemoryMap? memory = null;
        IGuestThread? guest = null;
        lock (Process.Memory)
        {
            if (wish.Has(LinuxCloneFlags.CLONE_VM))
            {
                error = thread.Guest.Clone(out guest);
                memory = error == Errno.None ? Process.Memory.Share() : null;
            }
            else
            {
                error = Process.Memory.Fork(out memory);
                error = error != Errno.None ? error : thread.Guest.Fork(out guest);
            }
        }

        if (error != Errno.None)
        {
            memory?.Release();
            Table.Remove(child!);
            return error == Errno.ENOMEM ? error : Errno.EAGAIN;
        }

        child!.Begin(Process, memory!);
        child.Start(thread.Copy(child, guest!, child.Id, keepsAlternateStack: !wish.Has(LinuxCloneFlags.CLONE_VM) || wish.Has(LinuxCloneFlags.CLONE_VFORK)));
        return Errno.None;
    }

    private Errno Prepare(LinuxThread made, CloneWish wish)
    {
        IGuestThread guest = made.Guest;
        Errno error = Errno.None;
        guest.Registers.Rax = 0;
        guest.Registers.Rsp = wish.Stack != 0 ? wish.Stack : guest.Registers.Rsp;
        if (wish.Has(LinuxCloneFlags.CLONE_SETTLS))
        {
            // A 32-bit program describes a segment there.
            if (calls.Abi.Is32Bit)
            {
                error = calls.TryRead(wish.Tls, out LinuxUserDesc segment) ? made.Areas.Set(guest, segment, wish.Tls) : Errno.EFAULT;
            }
            else
            {
                guest.Registers.FsBase = wish.Tls;
            }
        }

        if (wish.Has(LinuxCloneFlags.CLONE_CHILD_SETTID))
        {
            made.Calls.TryWrite(wish.ChildAddress, made.Id);
        }

        if (wish.Has(LinuxCloneFlags.CLONE_CHILD_CLEARTID))
        {
            made.ClearAddress = wish.ChildAddress;
        }

        if (wish.Has(LinuxCloneFlags.CLONE_PARENT_SETTID))
        {
            calls.TryWrite(wish.ParentAddress, made.Id);
        }

        return error;
    }

    private Errno Execute(byte[] path, byte[] full, List<byte[]> arguments, List<byte[]> variables)
    {
        if (arguments.Count == 0)
        {
            // Linux since 5.18: argv[0] is there, and empty.
            arguments.Add([]);
        }

        ProgramLoader loader = new(Process.Instance, Process.Files);
        Errno error = loader.Load(full, path, arguments, variables, out LoadedProgram? program);
        if (error == Errno.None)
        {
            return thread.TryBecome(program!) ? Errno.None : Errno.EAGAIN;
        }

        if (error == Errno.ENOEXEC && loader.Reason.Length > 0)
        {
            Process.Instance.ReportProgram(full, loader.Reason);
        }

        return error;
    }

    private Errno ReadTexts(ulong address, out List<byte[]> texts)
    {
        texts = [];
        int bytes = 0;
        while (address != 0)
        {
            if (!calls.TryReadWord(address, out ulong text))
            {
                return Errno.EFAULT;
            }

            if (text == 0)
            {
                break;
            }

            Errno error = calls.ReadText(text, LongestArgument, out byte[] read);
            bytes += read.Length + 9;
            if (error != Errno.None || texts.Count >= MostArguments || bytes > MostArgumentBytes)
            {
                return error != Errno.None ? error : Errno.E2BIG;
            }

            texts.Add(read);
            address += (ulong)calls.Abi.WordSize;
        }

        return Errno.None;
    }

    /// <summary>What clone and clone3 are asked for.</summary>
    /// <param name="Flags">What is shared, and what is set.</param>
    /// <param name="ExitSignal">What the parent gets when it is over.</param>
    /// <param name="Stack">Where its stack pointer is; 0 for where the parent's is.</param>
    /// <param name="Tls">Where its thread-local storage is.</param>
    private readonly record struct CloneWish(LinuxCloneFlags Flags, int ExitSignal, ulong Stack, ulong Tls)
    {
        public ulong ParentAddress { get; init; }

        public ulong ChildAddress { get; init; }

        public bool Has(LinuxCloneFlags flag) => (Flags & flag) != 0;
    }
}
