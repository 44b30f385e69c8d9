using System.Buffers.Binary;
using ProcVM.Native.Stub;

namespace ProcVM.Native.Tool;

/// <summary>Wraps the stub's code as an ELF program: one page, readable and executable, and a stack that isn't.</summary>
internal static class StubElf
{
    /// <summary>Bytes of the headers: one of the file, two of segments, and room up to a round number.</summary>
    public const int HeaderSize = 0xC0;

    public static byte[] Wrap(byte[] code)
    {
        byte[] file = new byte[HeaderSize + code.Length];
        code.CopyTo(file, HeaderSize);
        Span<byte> bytes = file;
        "\x7F"u8.CopyTo(bytes);
        "ELF\x02\x01\x01"u8.CopyTo(bytes[1..]);
        Write16(bytes, 16, 2); // ET_EXEC
        Write16(bytes, 18, 62); // EM_X86_64
        Write32(bytes, 20, 1);
        Write64(bytes, 24, StubLayout.CodePage + HeaderSize);
        Write64(bytes, 32, 64);
        Write16(bytes, 52, 64);
        Write16(bytes, 54, 56);
        Write16(bytes, 56, 2);
        Write16(bytes, 58, 64);

        Write32(bytes, 64, 1); // PT_LOAD, readable and executable
        Write32(bytes, 68, 5);
        Write64(bytes, 80, StubLayout.CodePage);
        Write64(bytes, 88, StubLayout.CodePage);
        Write64(bytes, 96, (ulong)file.Length);
        Write64(bytes, 104, (ulong)file.Length);
        Write64(bytes, 112, StubLayout.PageSize);

        Write32(bytes, 120, 0x6474_E551); // PT_GNU_STACK, readable and writable
        Write32(bytes, 124, 6);
        Write64(bytes, 168, 16);
        return file;
    }

    private static void Write16(Span<byte> bytes, int place, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes[place..], value);

    private static void Write32(Span<byte> bytes, int place, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[place..], value);

    private static void Write64(Span<byte> bytes, int place, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes[place..], value);
}
