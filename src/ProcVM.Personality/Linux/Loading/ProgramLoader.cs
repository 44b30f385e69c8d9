using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Images.Elf;
using ProcVM.Kernel.Files;
using ProcVM.Kernel.Memory;

namespace ProcVM.Personality.Linux.Loading;

/// <summary>Loads a program into an address space of its own (execve(2)): ELF programs, with the dynamic linker that they name, and scripts.</summary>
internal sealed class ProgramLoader(LinuxInstance instance, FileSystem files)
{
    /// <summary>Linux's mmap_min_addr: null pointers fault, and small offsets from them.</summary>
    private const ulong LowestAddress = 0x10000;

    private const ulong PositionIndependentBase = 0x5555_5555_4000;

    /// <summary>Of 32-bit programs: Linux's places where it doesn't choose them at random.</summary>
    private const ulong PositionIndependentBase32 = 0x5655_5000;
    private const ulong Limit32 = 0xFFFF_E000;
    private const ulong Top32 = 0xF7FF_E000;

    private const ulong StackSize = 8 << 20;
    private const ushort FlatData32 = 0x2B;
    private const ulong GapBelowStack = 1 << 20;

    /// <summary>Interpreters of interpreters that Linux follows.</summary>
    private const int MostScripts = 4;

    private const int MostScriptLine = 256;

    private StartData? _start;

    /// <summary>What to tell the user beside the error; may be empty.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>True when the program is of a kind that this version doesn't run.</summary>
    public bool IsForLater { get; private set; }

    /// <summary>Loads a program.</summary>
    /// <param name="path">Its guest path, from the root.</param>
    /// <param name="name">Its path as it was given: what the program is told.</param>
    /// <param name="arguments">Its arguments, number 0 included; a script's are changed.</param>
    /// <param name="variables">Its environment.</param>
    /// <param name="program">The program.</param>
    public Errno Load(byte[] path, byte[] name, List<byte[]> arguments, List<byte[]> variables, out LoadedProgram? program)
    {
        program = null;
        for (int depth = 0; ; depth++)
        {
            Errno error = OpenProgram(path, out IFile? file);
            if (error != Errno.None)
            {
                return error;
            }

            using (file)
            {
                byte[] start = new byte[MostScriptLine];
                error = file!.Read(0, start, out int count);
                if (error != Errno.None)
                {
                    return error;
                }

                if (count < 2 || start[0] != (byte)'#' || start[1] != (byte)'!')
                {
                    return LoadElf(file, path, name, arguments, variables, out program);
                }

                error = depth == MostScripts ? Errno.ELOOP : TakeScript(start.AsSpan(2, count - 2), name, ref path, arguments);
                name = path;
                if (error != Errno.None)
                {
                    return error;
                }
            }
        }
    }

    private Errno OpenProgram(byte[] path, out IFile? file)
    {
        Errno error = files.Open(path, OpenMode.Read, out file);
        if (error != Errno.None)
        {
            return error == Errno.EISDIR ? Errno.EACCES : error;
        }

        const uint Executable = 0x49; // somebody's x bit
        error = file!.GetStatus(out FileStatus status);
        if (error is not (Errno.None or Errno.ENOSYS) || (error == Errno.None && (status.Kind != FileKind.Regular || (status.Mode & Executable) == 0)))
        {
            file.Dispose();
            Reason = error == Errno.None && status.Kind == FileKind.Regular ? "it isn't marked executable" : "";
            return error is Errno.None ? Errno.EACCES : error;
        }

        return Errno.None;
    }

    /// <summary>The first line names the interpreter, with one argument perhaps; then come the script's path and its arguments.</summary>
    private static Errno TakeScript(ReadOnlySpan<byte> line, byte[] name, ref byte[] path, List<byte[]> arguments)
    {
        int end = line.IndexOf((byte)'\n');
        if (end < 0 && line.Length == MostScriptLine - 2 && !line.TrimStart(" \t"u8).ContainsAny(" \t"u8))
        {
            // The name itself is cut off.
            return Errno.ENOEXEC;
        }

        line = (end < 0 ? line : line[..end]).Trim(" \t\0"u8);
        int blank = line.IndexOfAny(" \t"u8);
        byte[] interpreter = (blank < 0 ? line : line[..blank]).ToArray();
        if (interpreter.Length == 0)
        {
            return Errno.ENOEXEC;
        }

        List<byte[]> first = [interpreter];
        if (blank >= 0)
        {
            first.Add(line[blank..].Trim(" \t"u8).ToArray());
        }

        first.Add(name);
        if (arguments.Count > 0)
        {
            arguments.RemoveAt(0);
        }

        arguments.InsertRange(0, first);
        path = interpreter;
        return Errno.None;
    }

    private Errno LoadElf(IFile file, byte[] path, byte[] name, List<byte[]> arguments, List<byte[]> variables, out LoadedProgram? program)
    {
        program = null;
        IGuestThread? thread = null;
        MemoryMap memory;
        ulong vdso = 0;
        LoadResult<ElfImage> read = ElfReader.Read(file);
        if (!read.Succeeded)
        {
            Reason = read.Diagnostics[0].Message;
            return Errno.ENOEXEC;
        }

        ElfImage image = read.Value;
        Errno error = OpenLinker(image, out IFile? linkerFile, out ElfImage? linker);
        using (linkerFile)
        {
            error = error != Errno.None ? error : instance.Options.Engine.CreateSpace(out thread);
            if (error != Errno.None)
            {
                return error;
            }

            bool is32Bit = image.Machine == ElfMachine.I386;
            ulong limit = is32Bit ? Math.Min(Limit32, thread!.Space.Limit) : thread!.Space.Limit;
            ulong stackStart = limit - StackSize - MemoryMap.PageSize;
            memory = new MemoryMap(LowestAddress, is32Bit ? Top32 : stackStart - GapBelowStack, limit, instance.Quota);
            error = is32Bit ? I386Vdso.Map(thread, memory, out vdso) : Errno.None;
            error = error != Errno.None ? error : Fill(thread, memory, new LoadedImage(file, image, Found(path)),
                linkerFile is null ? null : new LoadedImage(linkerFile, linker!, Found(image.Interpreter!)), name, arguments, variables, stackStart, vdso);
        }

        if (error != Errno.None)
        {
            memory.Release();
            thread.Dispose();
            return error;
        }

        const int MostName = 15;
        error = files.FindFile(path, out byte[] executable);
        ReadOnlySpan<byte> last = name.AsSpan(name.AsSpan().LastIndexOf((byte)'/') + 1);
        program = new LoadedProgram(thread, memory, executable, last[..Math.Min(MostName, last.Length)].ToArray(), _start!) { Vdso = vdso };
        return error;
    }

    /// <summary>The dynamic linker that a program names: a file of the guest's, as any other.</summary>
    private Errno OpenLinker(ElfImage image, out IFile? file, out ElfImage? linker)
    {
        file = null;
        linker = null;
        if (image.Interpreter is not { } path)
        {
            return Errno.None;
        }

        Errno error = OpenProgram(path, out file);
        string name = Core.Text.Utf8Text.Decode(path);
        if (error != Errno.None)
        {
            file = null;
            Reason = error == Errno.ENOENT
                ? $"it needs the dynamic linker {name}, which it doesn't see; --rootfs / shows it this system, --rootfs DIR one of its own"
                : $"its dynamic linker {name} can't be opened";
            return error;
        }

        LoadResult<ElfImage> read = ElfReader.Read(file!);
        if (!read.Succeeded || read.Value.Machine != image.Machine || read.Value.Interpreter is not null)
        {
            file!.Dispose();
            file = null;
            Reason = $"its dynamic linker {name} is none for it";
            return Errno.ELIBBAD;
        }

        linker = read.Value;
        return Errno.None;
    }

    private Errno Fill(
        IGuestThread thread, MemoryMap memory, LoadedImage program, LoadedImage? linker, byte[] name, List<byte[]> arguments, List<byte[]> variables, ulong stackStart,
        ulong vdso)
    {
        ElfImage image = program.Image;

        ulong place = image.Machine == ElfMachine.I386 ? PositionIndependentBase32 : PositionIndependentBase;
        ulong bias = image.IsPositionIndependent ? Align(place - image.Start, image.Alignment) : 0;
        Errno error = SegmentMapper.Map(thread, memory, program, bias);
        if (error != Errno.None)
        {
            return error == Errno.EINVAL ? Errno.ENOEXEC : error;
        }

        memory.SetBreakStart(image.End + bias);
        MemoryAccess access = MemoryAccess.Read | MemoryAccess.Write | (image.NeedsExecutableStack ? MemoryAccess.Execute : 0);
        error = memory.Map(thread, new Region(stackStart, stackStart + StackSize, access, RegionUse.Stack));
        ulong linkerBias = 0;
        if (error == Errno.None && linker is not null)
        {
            linkerBias = linker.Image.IsPositionIndependent ? PlaceBelowTop(memory, linker.Image) : 0;
            error = linker.Image.IsPositionIndependent && linkerBias == 0 ? Errno.ENOMEM : SegmentMapper.Map(thread, memory, linker, linkerBias);
        }

        if (error != Errno.None)
        {
            return error;
        }

        InitialStack stack = new(instance.Options, image, bias, linker is null ? 0 : linkerBias + linker.Image.Start, name, vdso);
        error = stack.Write(thread, stackStart, StackSize, arguments, variables, out ulong pointer, out _start);
        ulong entry = linker is null ? image.Entry + bias : linker.Image.Entry + linkerBias;
        bool is32Bit = image.Machine == ElfMachine.I386;
        ushort data = is32Bit ? FlatData32 : (ushort)0;
        thread.Registers = new X86Registers { Rip = entry, Rsp = pointer, Rflags = 0x202, Is32Bit = is32Bit, Ds = data, Es = data };
        return error;
    }

    private byte[] Found(byte[] path) => files.FindFile(path, out byte[] found) == Errno.None ? found : path;

    /// <summary>What is added to an image's addresses so that it lies as high as it can; 0 when there is no place.</summary>
    private static ulong PlaceBelowTop(MemoryMap memory, ElfImage image)
    {
        ulong size = image.End - image.Start;
        ulong place = memory.FindFree(0, size + image.Alignment - MemoryMap.PageSize);
        return place == 0 ? 0 : Align(place, image.Alignment) - image.Start;
    }

    private static ulong Align(ulong address, ulong alignment) => (address + alignment - 1) & ~(alignment - 1);
}
