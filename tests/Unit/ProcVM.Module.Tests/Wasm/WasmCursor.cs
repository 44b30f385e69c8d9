using System.Text;

namespace ProcVM.Module.Tests.Wasm;

/// <summary>Reads WebAssembly's encodings. The input comes from wat2wasm and is trusted to be well formed.</summary>
internal sealed class WasmCursor(byte[] bytes, int offset, int end)
{
    internal bool AtEnd => offset >= end;

    internal byte Byte() => bytes[offset++];

    internal byte Peek() => bytes[offset];

    internal uint U32()
    {
        Assert.True(Leb128.TryReadU32(bytes, ref offset, out uint value));
        return value;
    }

    internal int Index() => (int)U32();

    internal int S32()
    {
        Assert.True(Leb128.TryReadS32(bytes, ref offset, out int value));
        return value;
    }

    internal long S64()
    {
        Assert.True(Leb128.TryReadS64(bytes, ref offset, out long value));
        return value;
    }

    internal byte[] Bytes(int count)
    {
        byte[] slice = bytes[offset..(offset + count)];
        offset += count;
        return slice;
    }

    internal WasmCursor Slice(int count)
    {
        WasmCursor slice = new(bytes, offset, offset + count);
        offset += count;
        return slice;
    }

    internal string Text() => Encoding.UTF8.GetString(Bytes(Index()));

    internal byte[] Rest() => Bytes(end - offset);

    internal ValueType Type() => Type(Byte());

    internal ValueType[] Types()
    {
        ValueType[] types = new ValueType[Index()];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = Type();
        }

        return types;
    }

    internal void Each(Action item)
    {
        for (int count = Index(); count > 0; count--)
        {
            item();
        }
    }

    internal static ValueType Type(byte code) => code switch
    {
        0x70 or 0x6F => ValueType.I32,
        >= 0x7C and <= 0x7F => (ValueType)code,
        _ => throw new NotSupportedException($"value type {code:x2} isn't in version 1 of P-code"),
    };
}
