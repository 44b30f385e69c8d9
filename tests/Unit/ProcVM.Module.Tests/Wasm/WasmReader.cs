namespace ProcVM.Module.Tests.Wasm;

/// <summary>Reads a WebAssembly binary.</summary>
internal static class WasmReader
{
    internal static WasmModule Read(byte[] bytes)
    {
        Assert.Equal([0, 0x61, 0x73, 0x6D, 1, 0, 0, 0], bytes[..8]);
        WasmModule module = new();
        WasmCursor file = new(bytes, 8, bytes.Length);
        while (!file.AtEnd)
        {
            byte id = file.Byte();
            Section(module, id, file.Slice(file.Index()));
        }

        return module;
    }

    private static void Section(WasmModule module, byte id, WasmCursor section)
    {
        switch (id)
        {
            case 1:
                section.Each(() =>
                {
                    Assert.Equal(0x60, section.Byte());
                    ValueType[] parameters = section.Types();
                    module.Types.Add(new FunctionType(parameters, section.Types()));
                });
                break;
            case 2:
                section.Each(() =>
                {
                    string from = section.Text();
                    string name = section.Text();
                    Assert.Equal(0, section.Byte());
                    module.Imports.Add((from, name, section.Index()));
                });
                break;
            case 3:
                section.Each(() => module.FunctionTypes.Add(section.Index()));
                break;
            case 4:
                section.Each(() =>
                {
                    section.Type();
                    (uint minimum, uint maximum) = Limits(section, ModuleLimits.TableEntries);
                    module.Tables.Add(new TableType(minimum, maximum));
                });
                break;
            case 5:
                section.Each(() => module.Memory = Limits(section, ModuleLimits.Pages));
                break;
            case 6:
                section.Each(() =>
                {
                    ValueType type = section.Type();
                    bool isMutable = section.Byte() == 1;
                    module.Globals.Add((type, isMutable, Constant(section)));
                });
                break;
            case 7:
                section.Each(() =>
                {
                    string name = section.Text();
                    byte kind = section.Byte();
                    module.Exports.Add((name, kind, section.Index()));
                });
                break;
            case 8:
                module.Start = section.Index();
                break;
            case 9:
                section.Each(() => module.Elements.Add(Element(section)));
                break;
            case 10:
                section.Each(() => Body(module, section.Slice(section.Index())));
                break;
            case 11:
                section.Each(() =>
                {
                    int flags = section.Index();
                    _ = flags == 2 ? section.Index() : 0;
                    uint offset = flags == 1 ? 0 : (uint)Constant(section);
                    module.Data.Add(new DataSegment(flags != 1, offset, section.Bytes(section.Index())));
                });
                break;
            default:
                break;
        }
    }

    private static (uint Minimum, uint Maximum) Limits(WasmCursor section, uint most)
    {
        bool hasMaximum = section.Byte() == 1;
        uint minimum = section.U32();
        return (minimum, hasMaximum ? Math.Min(section.U32(), most) : most);
    }

    private static ElementSegment Element(WasmCursor section)
    {
        int flags = section.Index();
        bool isActive = (flags & 1) == 0;
        int table = (flags & 3) == 2 ? section.Index() : 0;
        uint offset = isActive ? (uint)Constant(section) : 0;
        if ((flags & 3) != 0)
        {
            // An element kind or a reference type: either way references.
            section.Byte();
        }

        List<uint> references = [];
        section.Each(() => references.Add((flags & 4) != 0 ? (uint)Constant(section) : section.U32() + 1));
        bool isDeclarative = (flags & 3) == 3;
        return new ElementSegment(isActive, table, offset, isDeclarative ? [] : [.. references]);
    }

    private static void Body(WasmModule module, WasmCursor body)
    {
        List<ValueType> locals = [];
        body.Each(() =>
        {
            int count = body.Index();
            locals.AddRange(Enumerable.Repeat(body.Type(), count));
        });
        module.Bodies.Add(([.. locals], body.Rest()));
    }

    /// <summary>A constant expression's bits.</summary>
    private static ulong Constant(WasmCursor section)
    {
        byte opcode = section.Byte();
        ulong value = opcode switch
        {
            0x41 => (uint)section.S32(),
            0x42 => (ulong)section.S64(),
            0x43 => BitConverter.ToUInt32(section.Bytes(4)),
            0x44 => BitConverter.ToUInt64(section.Bytes(8)),
            0xD0 => section.Byte() * 0u,
            0xD2 => section.U32() + 1,
            _ => throw new NotSupportedException($"constant expression {opcode:x2}"),
        };
        Assert.Equal(0x0B, section.Byte());
        return value;
    }
}
