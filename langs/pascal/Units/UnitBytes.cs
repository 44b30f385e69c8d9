using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using ProcVM.Module;

namespace ProcVM.Pascal.Units;

/// <summary>Reads a compiled unit's description. The first thing wrong becomes <see cref="Error"/>; every later read gives zero
/// or nothing, every later count zero.</summary>
internal sealed class UnitBytes(ReadOnlyMemory<byte> data)
{
    private int _offset;
    private int _end = data.Length;

    /// <summary>What is wrong; null while nothing is.</summary>
    internal string? Error { get; private set; }

    internal bool Failed => Error is not null;

    internal int Remaining => _end - _offset;

    internal byte U8(string what)
    {
        if (_offset >= _end)
        {
            Fail($"it ends within {what}");
            return 0;
        }

        return data.Span[_offset++];
    }

    internal bool Flag(string what)
    {
        byte flag = U8(what);
        if (flag > 1)
        {
            Fail($"{what} is {flag}, neither 0 nor 1");
        }

        return flag == 1;
    }

    internal uint U32(string what)
    {
        if (Failed || !Leb128.TryReadU32(data.Span[.._end], ref _offset, out uint value))
        {
            Fail($"{what} isn't a number");
            return 0;
        }

        return value;
    }

    internal long S64(string what)
    {
        if (Failed || !Leb128.TryReadS64(data.Span[.._end], ref _offset, out long value))
        {
            Fail($"{what} isn't a number");
            return 0;
        }

        return value;
    }

    /// <summary>A number below a bound; 0 with the error noted.</summary>
    internal int Below(int bound, string what)
    {
        uint value = U32(what);
        if (value >= (uint)bound)
        {
            Fail($"{what} is {value}, but there are {bound}");
            return 0;
        }

        return (int)value;
    }

    /// <summary>A number of items of which each takes a byte at least: no more than the rest can hold.</summary>
    internal int Count(string what)
    {
        uint count = U32(what);
        if (count > (uint)Remaining)
        {
            Fail($"{what}: {count}, but {Remaining} bytes are left");
            return 0;
        }

        return (int)count;
    }

    internal ulong Word(string what) =>
        Slice(8, what) is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span) : 0;

    internal ReadOnlyMemory<byte> Bytes(string what) => Slice(Count(what), what);

    internal ReadOnlyMemory<byte> Slice(int length, string what)
    {
        if (Failed || length > Remaining)
        {
            Fail($"it ends within {what}");
            return default;
        }

        ReadOnlyMemory<byte> bytes = data.Slice(_offset, length);
        _offset += length;
        return bytes;
    }

    internal string Text(string what)
    {
        ReadOnlySpan<byte> bytes = Bytes(what).Span;
        if (!Utf8.IsValid(bytes))
        {
            Fail($"{what} isn't UTF-8");
            return "";
        }

        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A Pascal identifier.</summary>
    internal string Name(string what)
    {
        const int Longest = 4096;
        string name = Text(what);
        if (!Failed && !IsName(name, Longest))
        {
            Fail($"{what} isn't an identifier");
        }

        return name;
    }

    /// <summary>Complains about bytes that nothing accounts for.</summary>
    internal void Finish()
    {
        if (Remaining > 0)
        {
            Fail($"{Remaining} bytes are left over");
        }
    }

    internal void Fail(string message)
    {
        Error ??= message;
        _end = _offset = Math.Min(_offset, _end);
    }

    private static bool IsName(string name, int longest)
    {
        if (name.Length == 0 || name.Length > longest || char.IsAsciiDigit(name[0]))
        {
            return false;
        }

        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_')
            {
                return false;
            }
        }

        return true;
    }
}
