using System.Buffers.Binary;

namespace ProcVM.Images.Tests;

/// <summary>Writes small ELF files, right ones unless told otherwise.</summary>
internal sealed class ElfFile(bool is64 = true)
{
    private readonly List<(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize, ulong Alignment)> _headers = [];

    public ushort Type { get; set; } = 2;

    public ushort Machine { get; set; } = (ushort)(is64 ? 62 : 3);

    public ulong Entry { get; set; } = 0x40_1000;

    public int Size { get; set; } = 0x3000;

    public int HeaderSize => is64 ? 56 : 32;

    public int FirstHeader => is64 ? 64 : 52;

    public ElfFile Add(uint type, ulong offset, ulong address, ulong fileSize, ulong memorySize, uint flags = 5, ulong alignment = 0x1000)
    {
        _headers.Add((type, flags, offset, address, fileSize, memorySize, alignment));
        return this;
    }

    public byte[] Build()
    {
        byte[] file = new byte[Size];
        Span<byte> bytes = file;
        "\x7F\x45LF"u8.CopyTo(bytes);
        bytes[4] = (byte)(is64 ? 2 : 1);
        bytes[5] = 1;
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[16..], Type);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[18..], Machine);
        Word(bytes, 24, Entry);
        Word(bytes, is64 ? 32 : 28, (ulong)FirstHeader);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[(is64 ? 54 : 42)..], (ushort)HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[(is64 ? 56 : 44)..], (ushort)_headers.Count);
        for (int i = 0; i < _headers.Count; i++)
        {
            Span<byte> one = bytes[(FirstHeader + (i * HeaderSize))..];
            BinaryPrimitives.WriteUInt32LittleEndian(one, _headers[i].Type);
            BinaryPrimitives.WriteUInt32LittleEndian(one[(is64 ? 4 : 24)..], _headers[i].Flags);
            Word(one, is64 ? 8 : 4, _headers[i].Offset);
            Word(one, is64 ? 16 : 8, _headers[i].Address);
            Word(one, is64 ? 32 : 16, _headers[i].FileSize);
            Word(one, is64 ? 40 : 20, _headers[i].MemorySize);
            Word(one, is64 ? 48 : 28, _headers[i].Alignment);
        }

        return file;
    }

    private void Word(Span<byte> bytes, int place, ulong value)
    {
        if (is64)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[place..], value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[place..], (uint)value);
        }
    }
}
