using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The addresses of a <see cref="CodeHeap"/>: code, executable at one place and writable at another, and behind the
/// executable place data that are writable alone.</summary>
internal sealed unsafe class CodeMapping : IDisposable
{
    private const int Reserve = Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS | Libc.MAP_NORESERVE;

    private CodeMapping(byte* executable, byte* writable, int codeSize, int dataSize)
    {
        Executable = executable;
        Writable = writable;
        CodeSize = codeSize;
        DataSize = dataSize;
    }

    /// <summary>Unmaps it when nobody did.</summary>
    ~CodeMapping() => Unmap();

    /// <summary>Bytes of code.</summary>
    public int CodeSize { get; }

    /// <summary>Bytes of data.</summary>
    public int DataSize { get; }

    /// <summary>Where the code runs.</summary>
    public byte* Executable { get; private set; }

    /// <summary>Where the same code is written.</summary>
    public byte* Writable { get; private set; }

    /// <summary>The data.</summary>
    public byte* Data => Executable + CodeSize;

    /// <summary>Maps as many bytes; null, with the error set, when the host doesn't let us.</summary>
    /// <param name="codeSize">Bytes of code.</param>
    /// <param name="dataSize">Bytes of data.</param>
    /// <param name="fileAlone">Use a file in memory at once.</param>
    public static CodeMapping? TryCreate(int codeSize, int dataSize, bool fileAlone = false)
    {
        byte* place = (byte*)Libc.mmap(null, (nuint)(codeSize + dataSize), Libc.PROT_NONE, Reserve, -1, 0);
        if ((nint)place == -1)
        {
            return null;
        }

        // SAFETY: what is mapped at fixed addresses replaces parts of the stretch that was just reserved, and nothing else.
        void* data = Libc.mmap(
            place + codeSize, (nuint)dataSize, Libc.PROT_READ | Libc.PROT_WRITE, Reserve | Libc.MAP_FIXED, -1, 0);
        byte* writable = (nint)data == -1 ? null : MapTwice(place, (nuint)codeSize, fileAlone);
        if (writable is not null)
        {
            return new CodeMapping(place, writable, codeSize, dataSize);
        }

        int error = Marshal.GetLastPInvokeError();
        _ = Libc.munmap(place, (nuint)(codeSize + dataSize));
        Marshal.SetLastPInvokeError(error);
        return null;
    }

    /// <summary>Gives the addresses back.</summary>
    public void Dispose()
    {
        Unmap();
        GC.SuppressFinalize(this);
    }

    /// <summary>Maps the same pages executable at a place and writable elsewhere; null when the host doesn't let us.</summary>
    private static byte* MapTwice(byte* place, nuint size, bool fileAlone)
    {
        byte* writable = fileAlone ? null : MapSharedMemory(place, size);
        return writable is not null ? writable : MapMemoryFile(place, size);
    }

    /// <summary>Shared anonymous memory, which mremap(2) maps a second time when the old size is 0. perf takes such pages for
    /// code made at run time and looks into its map of names, as it doesn't for those of a file.</summary>
    private static byte* MapSharedMemory(byte* place, nuint size)
    {
        const int Shared = Libc.MAP_SHARED | Libc.MAP_ANONYMOUS | Libc.MAP_NORESERVE;
        byte* writable = (byte*)Libc.mmap(null, size, Libc.PROT_READ | Libc.PROT_WRITE, Shared, -1, 0);
        if ((nint)writable == -1)
        {
            return null;
        }

        void* second = Libc.mremap(writable, 0, size, Libc.MREMAP_MAYMOVE | Libc.MREMAP_FIXED, place);
        if (second == place && Libc.mprotect(place, size, Libc.PROT_READ | Libc.PROT_EXEC) == 0)
        {
            return writable;
        }

        _ = Libc.munmap(writable, size);
        return null;
    }

    /// <summary>A file in memory, for kernels that don't map memory a second time.</summary>
    private static byte* MapMemoryFile(byte* place, nuint size)
    {
        int file = OpenMemoryFile();
        if (file < 0)
        {
            return null;
        }

        void* code = (void*)-1;
        void* writable = (void*)-1;
        if (Libc.ftruncate(file, (nint)size) == 0)
        {
            code = Libc.mmap(place, size, Libc.PROT_READ | Libc.PROT_EXEC, Libc.MAP_SHARED | Libc.MAP_FIXED, file, 0);
            writable = (nint)code == -1 ? code : Libc.mmap(null, size, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, file, 0);
        }

        int error = Marshal.GetLastPInvokeError();
        _ = Libc.close(file);
        Marshal.SetLastPInvokeError(error);
        return (nint)writable == -1 ? null : (byte*)writable;
    }

    private static int OpenMemoryFile()
    {
        fixed (byte* name = "procvm-code\0"u8)
        {
            // Kernels from 6.3 on may be set to make such files not executable unless asked; older ones don't know the flag.
            int file = Libc.memfd_create(name, Libc.MFD_CLOEXEC | Libc.MFD_EXEC);
            return file < 0 && Marshal.GetLastPInvokeError() == Libc.EINVAL ? Libc.memfd_create(name, Libc.MFD_CLOEXEC) : file;
        }
    }

    private void Unmap()
    {
        if (Executable is not null)
        {
            _ = Libc.munmap(Writable, (nuint)CodeSize);
            _ = Libc.munmap(Executable, (nuint)(CodeSize + DataSize));
            Executable = null;
            Writable = null;
        }
    }
}
