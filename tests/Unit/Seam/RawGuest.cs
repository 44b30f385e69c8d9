using Iced.Intel;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;

namespace ProcVM.Seam.Tests;

/// <summary>A guest made of a few instructions, at a fixed place, with a page of data and a stack.</summary>
internal sealed class RawGuest : IDisposable
{
    public const ulong Code = 0x1000_0000;
    public const ulong Data = 0x2000_0000;
    public const ulong DataSize = 0x10_0000;
    public const ulong StackTop = 0x3001_0000;

    private RawGuest(IGuestThread thread) => Thread = thread;

    public IGuestThread Thread { get; }

    public ref X86Registers Registers => ref Thread.Registers;

    public IAddressSpace Space => Thread.Space;

    public static RawGuest Start(IGuestEngine engine, Action<Assembler> write, bool is32Bit = false)
    {
        Assert.Equal(Errno.None, engine.CreateSpace(out IGuestThread? thread));
        Assembler code = new(is32Bit ? 32 : 64);
        write(code);
        using MemoryStream bytes = new();
        code.Assemble(new StreamCodeWriter(bytes), Code);
        IAddressSpace space = thread!.Space;
        Assert.Equal(Errno.None, space.Map(thread, Code, 0x10000, MemoryAccess.Read | MemoryAccess.Write | MemoryAccess.Execute));
        Assert.Equal(Errno.None, space.Map(thread, Data, DataSize, MemoryAccess.Read | MemoryAccess.Write));
        Assert.Equal(Errno.None, space.Map(thread, StackTop - 0x10000, 0x10000, MemoryAccess.Read | MemoryAccess.Write));
        Assert.Equal((int)bytes.Length, space.Write(thread, Code, bytes.ToArray()));
        thread.Registers.Rip = Code;
        thread.Registers.Rsp = StackTop;
        thread.Registers.Is32Bit = is32Bit;
        return new RawGuest(thread);
    }

    public Exit Resume() => Thread.Resume();

    public byte[] Read(ulong address, int count)
    {
        byte[] bytes = new byte[count];
        Assert.Equal(count, Space.Read(Thread, address, bytes));
        return bytes;
    }

    public ulong Read64(ulong address) => BitConverter.ToUInt64(Read(address, 8));

    public void Dispose() => Thread.Dispose();
}
