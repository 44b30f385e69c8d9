using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Kernel.Memory;

namespace ProcVM.Personality.Linux;

/// <summary>The page of code that 32-bit programs call Linux by (AT_SYSINFO), and that their signal handlers return to.</summary>
internal static class I386Vdso
{
    private const uint ReturnPlace = 16;
    private const uint ReturnWithInfoPlace = 32;

    /// <summary>Bytes of the page.</summary>
    public const ulong Size = MemoryMap.PageSize;

    /// <summary>__kernel_vsyscall: INT 80h; RET.</summary>
    private static ReadOnlySpan<byte> CallCode => [0xCD, 0x80, 0xC3];

    /// <summary>__kernel_sigreturn: POP EAX; MOV EAX, 119; INT 80h.</summary>
    public static ReadOnlySpan<byte> ReturnCode => [0x58, 0xB8, 119, 0, 0, 0, 0xCD, 0x80];

    /// <summary>__kernel_rt_sigreturn: MOV EAX, 173; INT 80h.</summary>
    public static ReadOnlySpan<byte> ReturnWithInfoCode => [0xB8, 173, 0, 0, 0, 0xCD, 0x80];

    /// <summary>Where handlers without more information return to.</summary>
    public static uint Return(ulong page) => (uint)page + ReturnPlace;

    /// <summary>Where the others return to.</summary>
    public static uint ReturnWithInfo(ulong page) => (uint)page + ReturnWithInfoPlace;

    /// <summary>Maps the page where there is room.</summary>
    public static Errno Map(IGuestThread thread, MemoryMap memory, out ulong page)
    {
        page = memory.FindFree(0, Size);
        if (page == 0)
        {
            return Errno.ENOMEM;
        }

        Errno error = memory.Map(thread, new Region(page, page + Size, MemoryAccess.Read | MemoryAccess.Write, RegionUse.Anonymous));
        if (error != Errno.None)
        {
            return error;
        }

        Span<byte> code = stackalloc byte[(int)ReturnWithInfoPlace + 8];
        code.Clear();
        CallCode.CopyTo(code);
        ReturnCode.CopyTo(code[(int)ReturnPlace..]);
        ReturnWithInfoCode.CopyTo(code[(int)ReturnWithInfoPlace..]);
        return thread.Space.Write(thread, page, code) == code.Length
            ? memory.Protect(thread, page, Size, MemoryAccess.Read | MemoryAccess.Execute) : Errno.ENOMEM;
    }
}
