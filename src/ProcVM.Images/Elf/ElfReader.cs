using System.Buffers.Binary;
using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;

namespace ProcVM.Images.Elf;

/// <summary>Reads the headers of ELF programs. Any bytes whatever give an image or a diagnostic; at most 132 KiB of the file are looked at.</summary>
public static class ElfReader
{
    /// <summary>Linux refuses program headers that take more.</summary>
    private const int MostHeaderBytes = 65536;

    /// <summary>Linux's PATH_MAX.</summary>
    private const int MostInterpreterBytes = 4096;

    private const int HeaderSize = 64;
    private const int TypeExecutable = 2;
    private const int TypeShared = 3;

    private const uint SegmentLoad = 1;
    private const uint SegmentDynamic = 2;
    private const uint SegmentInterpreter = 3;
    private const uint SegmentHeaders = 6;
    private const uint SegmentStack = 0x6474_E551;

    /// <summary>Reads an image's headers.</summary>
    public static LoadResult<ElfImage> Read(IFile file)
    {
        byte[] header = new byte[HeaderSize];
        int length = ReadAt(file, 0, header);
        if (length < 52 || !header.AsSpan(0, 4).SequenceEqual("\x7F\x45LF"u8))
        {
            return Malformed("its header is incomplete", 0);
        }

        if (header[5] != 1 || header[4] is not (1 or 2) || header[6] != 1)
        {
            return header[4] is 1 or 2 && header[5] == 2 ? Other("big-endian") : Malformed("its class, byte order or version is unknown", 4);
        }

        bool is64 = header[4] == 2;
        if (is64 && length < HeaderSize)
        {
            return Malformed("its header is incomplete", 0);
        }

        int machine = Get16(header, 18);
        if (machine != (int)(is64 ? ElfMachine.X8664 : ElfMachine.I386))
        {
            return Other(machine == (int)ElfMachine.X8664 ? "for the x32 interface of x86-64" : $"for another processor (machine {machine})");
        }

        int type = Get16(header, 16);
        return type is TypeExecutable or TypeShared
            ? ReadProgram(file, new ElfFields(is64), header, type == TypeShared)
            : Other(type switch { 1 => "a relocatable object", 4 => "a core file", _ => $"of the unknown type {type}" });
    }

    private static LoadResult<ElfImage> ReadProgram(IFile file, ElfFields fields, byte[] header, bool isShared)
    {
        int entrySize = Get16(header, fields.Is64 ? 54 : 42);
        int count = Get16(header, fields.Is64 ? 56 : 44);
        ulong offset = fields.Word(header, fields.Is64 ? 32 : 28);
        if (entrySize != fields.ProgramHeaderSize)
        {
            return Malformed($"its program headers are said to have {entrySize} bytes", fields.Is64 ? 54 : 42);
        }

        if (count == 0 || count * entrySize > MostHeaderBytes || offset > long.MaxValue - MostHeaderBytes)
        {
            return Malformed($"it has {count} program headers at 0x{offset:x}", fields.Is64 ? 56 : 44);
        }

        byte[] table = new byte[count * entrySize];
        if (ReadAt(file, (long)offset, table) < table.Length)
        {
            return Malformed("its program headers lie behind the end of the file", (long)offset);
        }

        ElfHeaders headers = new(fields, table, (long)offset);
        return headers.Check(isShared) is { } wrong
            ? LoadResult<ElfImage>.Failure(wrong)
            : headers.ReadInterpreter(file, out byte[]? interpreter) is { } missing
            ? LoadResult<ElfImage>.Failure(missing)
            : LoadResult<ElfImage>.Success(headers.Build(fields.Word(header, 24), isShared, interpreter));
    }

    private static int ReadAt(IFile file, long offset, Span<byte> buffer)
    {
        int done = 0;
        while (done < buffer.Length && file.Read(offset + done, buffer[done..], out int count) == Errno.None && count > 0)
        {
            done += count;
        }

        return done;
    }

    private static int Get16(ReadOnlySpan<byte> bytes, int place) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[place..]);

    private static Diagnostic MalformedAt(string what, long place) => new(ElfDiagnostics.Malformed, null, what) { Offset = place };

    private static LoadResult<ElfImage> Malformed(string what, long place) => LoadResult<ElfImage>.Failure(MalformedAt(what, place));

    private static LoadResult<ElfImage> Other(string what) => LoadResult<ElfImage>.Failure(new Diagnostic(ElfDiagnostics.OtherMachine, null, what));

    /// <summary>Where fields lie in each class.</summary>
    private readonly record struct ElfFields(bool Is64)
    {
        public int ProgramHeaderSize => Is64 ? 56 : 32;

        /// <summary>The first address that no program can have.</summary>
        public ulong AddressLimit => Is64 ? 1UL << 47 : 1UL << 32;

        public ulong Word(ReadOnlySpan<byte> bytes, int place) =>
            Is64 ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[place..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[place..]);
    }

    /// <summary>The program headers.</summary>
    private sealed class ElfHeaders(ElfFields fields, byte[] table, long tableOffset)
    {
        private readonly List<ElfSegment> _segments = [];
        private ulong _alignment = ElfImage.PageSize;
        private ulong _headersAddress;
        private ulong _dynamicAddress;
        private bool _hasHeadersSegment;
        private bool _needsExecutableStack = true;
        private (long Offset, ulong Size)? _interpreter;

        private int Count => table.Length / fields.ProgramHeaderSize;

        /// <summary>Takes in every header; gives what is wrong with one.</summary>
        public Diagnostic? Check(bool isShared)
        {
            for (int i = 0; i < Count; i++)
            {
                ReadOnlySpan<byte> one = table.AsSpan(i * fields.ProgramHeaderSize, fields.ProgramHeaderSize);
                uint flags = BinaryPrimitives.ReadUInt32LittleEndian(one[(fields.Is64 ? 4 : 24)..]);
                ulong offset = fields.Word(one, fields.Is64 ? 8 : 4);
                ulong address = fields.Word(one, fields.Is64 ? 16 : 8);
                ulong fileSize = fields.Word(one, fields.Is64 ? 32 : 16);
                ulong memorySize = fields.Word(one, fields.Is64 ? 40 : 20);
                ulong alignment = fields.Word(one, fields.Is64 ? 48 : 28);
                switch (BinaryPrimitives.ReadUInt32LittleEndian(one))
                {
                    case SegmentLoad when memorySize > 0:
                        if (CheckLoad(offset, address, fileSize, memorySize) is { } wrong)
                        {
                            return MalformedAt($"segment {i} {wrong}", tableOffset + (i * fields.ProgramHeaderSize));
                        }

                        _segments.Add(new ElfSegment(address, memorySize, (long)offset, fileSize, AccessOf(flags)));
                        if (isShared && alignment > _alignment && ulong.IsPow2(alignment) && alignment <= 1 << 30)
                        {
                            _alignment = alignment;
                        }

                        break;
                    case SegmentInterpreter when _interpreter is null:
                        if (fileSize is < 2 or > MostInterpreterBytes || offset > long.MaxValue - MostInterpreterBytes)
                        {
                            return MalformedAt("the name of its dynamic linker has no sensible length", tableOffset + (i * fields.ProgramHeaderSize));
                        }

                        _interpreter = ((long)offset, fileSize);
                        break;
                    case SegmentDynamic:
                        _dynamicAddress = address;
                        break;
                    case SegmentHeaders:
                        _hasHeadersSegment = true;
                        _headersAddress = address;
                        break;
                    case SegmentStack:
                        _needsExecutableStack = (flags & 1) != 0;
                        break;
                }
            }

            return _segments.Count == 0 ? MalformedAt("nothing of it is loaded", tableOffset) : null;
        }

        public Diagnostic? ReadInterpreter(IFile file, out byte[]? interpreter)
        {
            interpreter = null;
            if (_interpreter is not (long offset, ulong size))
            {
                return null;
            }

            byte[] name = new byte[size];
            if (ReadAt(file, offset, name) < name.Length || name[^1] != 0)
            {
                return MalformedAt("the name of its dynamic linker doesn't end", offset);
            }

            interpreter = name[..Array.IndexOf(name, (byte)0)];
            return null;
        }

        public ElfImage Build(ulong entry, bool isShared, byte[]? interpreter)
        {
            ulong start = ulong.MaxValue;
            ulong end = 0;
            foreach (ElfSegment segment in _segments)
            {
                start = Math.Min(start, segment.Address & ~(ElfImage.PageSize - 1));
                end = Math.Max(end, (segment.Address + segment.MemorySize + ElfImage.PageSize - 1) & ~(ElfImage.PageSize - 1));
            }

            return new ElfImage
            {
                Machine = fields.Is64 ? ElfMachine.X8664 : ElfMachine.I386,
                IsPositionIndependent = isShared,
                Entry = entry,
                Segments = _segments,
                HeadersAddress = _hasHeadersSegment ? _headersAddress : AddressOf(tableOffset),
                HeaderCount = Count,
                Interpreter = interpreter,
                DynamicAddress = _dynamicAddress,
                NeedsExecutableStack = _needsExecutableStack,
                Alignment = _alignment,
                Start = start,
                End = end,
            };
        }

        private string? CheckLoad(ulong offset, ulong address, ulong fileSize, ulong memorySize)
        {
            if (fileSize > memorySize)
            {
                return "has more bytes in the file than in memory";
            }

            if (address >= fields.AddressLimit || memorySize > fields.AddressLimit - address)
            {
                return "reaches beyond the address space";
            }

            const ulong LargestOffset = long.MaxValue / 2;
            if (offset > LargestOffset)
            {
                return "lies beyond every file";
            }

            return (offset ^ address) % ElfImage.PageSize != 0 && fileSize > 0 ? "isn't at the same place in its page as in the file's" : null;
        }

        // As Linux does where there is no PT_PHDR: in the segment whose part of the file holds them.
        private ulong AddressOf(long offset)
        {
            foreach (ElfSegment segment in _segments)
            {
                if (offset >= segment.Offset && (ulong)(offset - segment.Offset) < segment.FileSize)
                {
                    return segment.Address + (ulong)(offset - segment.Offset);
                }
            }

            return 0;
        }

        private static MemoryAccess AccessOf(uint flags) =>
            ((flags & 4) != 0 ? MemoryAccess.Read : 0) | ((flags & 2) != 0 ? MemoryAccess.Write : 0) | ((flags & 1) != 0 ? MemoryAccess.Execute : 0);
    }
}
