using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ProcVM.Native.Host;

/// <summary>The two ends of the socket by which one stub process gets descriptors (unix(7), SCM_RIGHTS). Nothing ever comes back.</summary>
internal sealed unsafe class DescriptorSocket : IDisposable
{
    /// <summary>The bytes of a control message with one descriptor and with two (CMSG_SPACE).</summary>
    public const int ControlSize = 24;

    private readonly SafeFileHandle _ours;
    private SafeFileHandle? _theirs;

    private DescriptorSocket(SafeFileHandle ours, SafeFileHandle theirs)
    {
        _ours = ours;
        _theirs = theirs;
    }

    /// <summary>The process's end, until <see cref="Handed"/>.</summary>
    public SafeFileHandle Theirs => _theirs ?? throw new InvalidOperationException("the socket's end was handed over");

    /// <summary>Makes a pair; null, with errno, when the host has no more of something.</summary>
    public static DescriptorSocket? Create(out int error)
    {
        const int UnixDomain = 1;
        const int SeqPacketCloexec = 5 | 0x80000;
        int* ends = stackalloc int[2];
        if (Libc.syscall(Libc.SYS_socketpair, UnixDomain, SeqPacketCloexec, 0, (nint)ends) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            return null;
        }

        SafeFileHandle? ours = MemoryFile.Raise(ends[0], out error);
        SafeFileHandle? theirs = MemoryFile.Raise(ends[1], out int second);
        if (ours is null || theirs is null)
        {
            error = ours is null ? error : second;
            ours?.Dispose();
            theirs?.Dispose();
            return null;
        }

        return new DescriptorSocket(ours, theirs);
    }

    /// <summary>Sends one or two descriptors; gives errno. Never waits: a process that doesn't take them is told no more.</summary>
    public int Send(SafeHandle first, SafeHandle? second = null)
    {
        const int DontWaitNoSignal = 0x4040;
        byte payload = 0;
        nint* vector = stackalloc nint[2] { (nint)(&payload), 1 };
        byte* control = stackalloc byte[ControlSize];
        nint* header = stackalloc nint[7];
        bool firstHeld = false;
        bool secondHeld = false;
        try
        {
            first.DangerousAddRef(ref firstHeld);
            second?.DangerousAddRef(ref secondHeld);
            *(nint*)control = second is null ? 20 : 24;
            ((int*)control)[2] = 1; // SOL_SOCKET
            ((int*)control)[3] = 1; // SCM_RIGHTS
            ((int*)control)[4] = (int)first.DangerousGetHandle();
            ((int*)control)[5] = second is null ? 0 : (int)second.DangerousGetHandle();

            // SAFETY: struct msghdr: no name, one vector, one control message; all of it lives in this frame.
            header[0] = 0;
            header[1] = 0;
            header[2] = (nint)vector;
            header[3] = 1;
            header[4] = (nint)control;
            header[5] = ControlSize;
            header[6] = 0;
            return Libc.syscall(Libc.SYS_sendmsg, (int)_ours.DangerousGetHandle(), (nint)header, DontWaitNoSignal) < 0
                ? Marshal.GetLastPInvokeError()
                : 0;
        }
        finally
        {
            if (firstHeld)
            {
                first.DangerousRelease();
            }

            if (secondHeld)
            {
                second!.DangerousRelease();
            }
        }
    }

    /// <summary>The process has its end.</summary>
    public void Handed()
    {
        _theirs?.Dispose();
        _theirs = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Handed();
        _ours.Dispose();
    }
}
