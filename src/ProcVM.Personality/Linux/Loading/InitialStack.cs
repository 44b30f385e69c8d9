using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Images.Elf;

namespace ProcVM.Personality.Linux.Loading;

/// <summary>What a program finds on its stack when it starts: arguments, environment, auxiliary vector (System V ABI, AMD64 supplement, 3.4.1;
/// for 32-bit programs the same in words of half the size).</summary>
internal sealed class InitialStack(LinuxOptions options, ElfImage image, ulong bias, ulong linkerBase, byte[] name, ulong vdso)
{
    private const int RandomBytes = 16;

    /// <summary>Arguments and environment may take a quarter of the stack.</summary>
    private const int Quarter = 4;

    private readonly List<byte> _strings = [];
    private ulong _stringsStart;

    /// <summary>Writes it; E2BIG when arguments and environment are too long.</summary>
    public Errno Write(IGuestThread thread, ulong start, ulong size, List<byte[]> arguments, List<byte[]> variables, out ulong pointer, out StartData? data)
    {
        pointer = 0;
        data = null;
        long bytes = 4096 + name.Length + arguments.Concat(variables).Sum(one => one.Length + 1L + image.WordSize);
        if ((ulong)bytes > size / Quarter)
        {
            return Errno.E2BIG;
        }

        _stringsStart = start + size - (ulong)bytes;
        List<ulong> words = [(ulong)arguments.Count];
        words.AddRange(arguments.Select(Push));
        words.Add(0);
        words.AddRange(variables.Select(Push));
        words.Add(0);
        byte[] random = new byte[RandomBytes];
        options.Entropy.Fill(random);
        AddAuxiliary(words, Push(random), Push(image.WordSize == 4 ? "i686"u8.ToArray() : "x86_64"u8.ToArray()), Push(name));

        byte[] table = new byte[words.Count * image.WordSize];
        for (int i = 0; i < words.Count; i++)
        {
            if (image.WordSize == sizeof(uint))
            {
                BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(i * sizeof(uint)), (uint)words[i]);
            }
            else
            {
                BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan(i * sizeof(ulong)), words[i]);
            }
        }

        pointer = (_stringsStart - (ulong)table.Length) & ~15UL;
        data = new StartData(Joined(arguments), Joined(variables), table[((arguments.Count + variables.Count + 3) * image.WordSize)..], pointer);
        bool isWritten = thread.Space.Write(thread, _stringsStart, _strings.ToArray()) == _strings.Count
            && thread.Space.Write(thread, pointer, table) == table.Length;
        return isWritten ? Errno.None : Errno.ENOMEM;
    }

    private static byte[] Joined(List<byte[]> texts) => [.. texts.SelectMany(static text => text.Append((byte)0))];

    private ulong Push(byte[] text)
    {
        ulong address = _stringsStart + (ulong)_strings.Count;
        _strings.AddRange(text);
        _strings.Add(0);
        return address;
    }

    private void AddAuxiliary(List<ulong> words, ulong random, ulong platform, ulong path)
    {
        (uint user, uint group) = options.Identity;
        (int Type, ulong Value)[] vector =
        [
            (51, SignalStackSize), // AT_MINSIGSTKSZ
            (16, Features), // AT_HWCAP
            (6, ElfImage.PageSize), // AT_PAGESZ
            (17, 100), // AT_CLKTCK
            (3, image.HeadersAddress == 0 ? 0 : image.HeadersAddress + bias), // AT_PHDR
            (4, image.WordSize == 4 ? 32u : 56u), // AT_PHENT
            (5, (ulong)image.HeaderCount), // AT_PHNUM
            (7, linkerBase), // AT_BASE
            (8, 0), // AT_FLAGS
            (9, image.Entry + bias), // AT_ENTRY
            (11, user), // AT_UID
            (12, user), // AT_EUID
            (13, group), // AT_GID
            (14, group), // AT_EGID
            (23, 0), // AT_SECURE
            (25, random), // AT_RANDOM
            (26, options.Engine.HasBaseInstructions ? 2u : 0), // AT_HWCAP2: FSGSBASE
            (31, path), // AT_EXECFN
            (15, platform), // AT_PLATFORM
            (0, 0),
        ];
        if (vdso != 0)
        {
            words.Add(32); // AT_SYSINFO
            words.Add(vdso);
        }

        foreach ((int type, ulong value) in vector)
        {
            words.Add((ulong)type);
            words.Add(value);
        }
    }

    // CPUID.1:EDX, as Linux gives it: of the processor that the program finds, which may be the interpreter's.
    private ulong Features => options.Engine.Identify(1, 0).Edx;

    // A frame without the state, and the state of what this processor has enabled (CPUID.0DH:EBX).
    private ulong SignalStackSize => 1024 + (ulong)options.Engine.ExtendedStateSize;
}
