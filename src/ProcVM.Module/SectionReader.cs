using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Module;

/// <summary>Reads the items of one section. The first thing wrong becomes <see cref="Error"/> and ends the section:
/// every later read gives zero, every later count zero, so that callers need not ask after each item.</summary>
internal ref struct SectionReader
{
    private static readonly ValueType[] s_i32 = [ValueType.I32];
    private static readonly ValueType[] s_i64 = [ValueType.I64];
    private static readonly ValueType[] s_f32 = [ValueType.F32];
    private static readonly ValueType[] s_f64 = [ValueType.F64];

    private readonly ReadOnlyMemory<byte> _data;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly SectionId _section;
    private readonly string _file;
    private int _offset;
    private int _end;

    internal SectionReader(ReadOnlyMemory<byte> data, int start, int end, SectionId section, string file)
    {
        _data = data;
        _bytes = data.Span;
        _offset = start;
        _end = end;
        _section = section;
        _file = file;
    }

    internal Diagnostic? Error { get; private set; }

    [MemberNotNullWhen(true, nameof(Error))]
    internal readonly bool Failed => Error is not null;

    internal readonly int Offset => _offset;

    internal readonly int Remaining => _end - _offset;

    internal byte U8(string what)
    {
        if (_offset >= _end)
        {
            Fail(ModuleDiagnostics.CutOff, _section.Name(), what);
            return 0;
        }

        return _bytes[_offset++];
    }

    /// <summary>A flag byte of 0 or 1.</summary>
    internal bool Flag(string what)
    {
        byte flag = U8(what);
        if (flag > 1)
        {
            _offset--;
            Fail(ModuleDiagnostics.BadItem, _section.Name(), $"{what} is {flag}, neither 0 nor 1");
        }

        return flag == 1;
    }

    internal uint U32(string what)
    {
        int offset = _offset;
        if (!Leb128.TryReadU32(_bytes[.._end], ref offset, out uint value))
        {
            BadNumber(what);
            return 0;
        }

        _offset = offset;
        return value;
    }

    internal int S32(string what)
    {
        int offset = _offset;
        if (!Leb128.TryReadS32(_bytes[.._end], ref offset, out int value))
        {
            BadNumber(what);
            return 0;
        }

        _offset = offset;
        return value;
    }

    internal long S64(string what)
    {
        int offset = _offset;
        if (!Leb128.TryReadS64(_bytes[.._end], ref offset, out long value))
        {
            BadNumber(what);
            return 0;
        }

        _offset = offset;
        return value;
    }

    internal ulong Fixed(int size, string what)
    {
        if (Remaining < size)
        {
            Fail(ModuleDiagnostics.CutOff, _section.Name(), what);
            return 0;
        }

        ReadOnlySpan<byte> bytes = _bytes.Slice(_offset, size);
        _offset += size;
        return size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>An index, which is never negative as an int.</summary>
    internal int Index(string what) => Bounded(what, int.MaxValue);

    /// <summary>A number up to a bound.</summary>
    internal int Bounded(string what, int most)
    {
        int start = _offset;
        uint value = U32(what);
        if (value > (uint)most)
        {
            _offset = start;
            Fail(ModuleDiagnostics.Bound, _section.Name(), what, value, most);
            return 0;
        }

        return (int)value;
    }

    /// <summary>The count of a vector whose items take at least <paramref name="itemSize"/> bytes each: bounded by what
    /// the rest of the section can hold, so that nothing larger is allocated.</summary>
    internal int Count(string what, int most, int itemSize)
    {
        int start = _offset;
        int count = Bounded(what, most);
        if (count > Remaining / itemSize)
        {
            _offset = start;
            Fail(ModuleDiagnostics.Bound, _section.Name(), what, count, Remaining / itemSize);
            return 0;
        }

        return count;
    }

    internal string Text(string what)
    {
        int start = _offset;
        if (!Utf8Text.TryDecode(Bytes(what).Span, out string text))
        {
            _offset = start;
            Fail(ModuleDiagnostics.BadText, _section.Name(), what);
            return "";
        }

        return text;
    }

    /// <summary>A vector of bytes, as a slice of the input.</summary>
    internal ReadOnlyMemory<byte> Bytes(string what) => Slice(Count(what, int.MaxValue, 1));

    /// <summary>The next bytes; the caller has checked that they are there.</summary>
    internal ReadOnlyMemory<byte> Slice(int length)
    {
        ReadOnlyMemory<byte> bytes = _data.Slice(_offset, length);
        _offset += length;
        return bytes;
    }

    internal ValueType Type(string what)
    {
        ValueType type = (ValueType)U8(what);
        if (!Failed && !type.IsValid())
        {
            _offset--;
            Fail(ModuleDiagnostics.BadItem, _section.Name(), $"{what} has type byte {(byte)type:x2}");
        }

        return type;
    }

    internal ValueType[] TypeVector(string what, int most)
    {
        int count = Count(what, most, 1);
        ReadOnlySpan<byte> bytes = _bytes.Slice(_offset, count);
        int wrong = 0;
        while (wrong < bytes.Length && ((ValueType)bytes[wrong]).IsValid())
        {
            wrong++;
        }

        if (wrong < bytes.Length)
        {
            _offset += wrong;
            Fail(ModuleDiagnostics.BadItem, _section.Name(), $"{what} has type byte {bytes[wrong]:x2}");
            return None<ValueType>.Items;
        }

        _offset += count;
        return count switch
        {
            0 => None<ValueType>.Items,
            1 => One((ValueType)bytes[0]),
            _ => MemoryMarshal.Cast<byte, ValueType>(bytes).ToArray(),
        };
    }

    /// <summary>Narrows the section to its next bytes; gives what <see cref="Widen"/> takes.</summary>
    internal int Narrow(int length)
    {
        int end = _end;
        _end = _offset + length;
        return end;
    }

    /// <summary>Undoes <see cref="Narrow"/>, unless the section has ended with an error.</summary>
    internal void Widen(int end) => _end = Failed ? _end : end;

    /// <summary>Complains about bytes that nothing accounts for.</summary>
    internal void Finish()
    {
        if (!Failed && Remaining > 0)
        {
            Fail(ModuleDiagnostics.LeftOver, _section.Name(), Remaining);
        }
    }

    internal void BadItem(string message) => Fail(ModuleDiagnostics.BadItem, _section.Name(), message);

    internal void Fail(DiagnosticDescriptor descriptor, params object[] arguments)
    {
        Error ??= new Diagnostic(descriptor, null, arguments) { File = _file, Offset = _offset };
        _offset = _end;
    }

    private void BadNumber(string what) =>
        Fail(Remaining == 0 ? ModuleDiagnostics.CutOff : ModuleDiagnostics.BadNumber, _section.Name(), what);

    private static ValueType[] One(ValueType type) => type switch
    {
        ValueType.I32 => s_i32,
        ValueType.I64 => s_i64,
        ValueType.F32 => s_f32,
        _ => s_f64,
    };
}
