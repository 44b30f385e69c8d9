using System.Globalization;

namespace ProcVM.Llvm.Tests;

public unsafe class CodeHeapTests
{
    private const int Megabyte = 1 << 20;

    [LlvmFact]
    public void CodeRunsWhereItWasWritten()
    {
        using CodeHeap heap = Create(Megabyte);
        using CodeBlock block = heap.TryAllocate(16)!;
        // lea rax, [rdi + rsi]; ret
        byte[] code = [0x48, 0x8D, 0x04, 0x37, 0xC3];
        code.CopyTo(block.Writable);
        heap.Publish();
        Assert.Equal(42, ((delegate* unmanaged<long, long, long>)block.Address)(40, 2));
    }

    [LlvmFact]
    public void NoPageIsWritableAndExecutable()
    {
        using CodeHeap heap = Create(Megabyte);
        using CodeBlock code = heap.TryAllocate(100)!;
        using CodeBlock data = heap.TryAllocateData(100)!;
        code.Writable[0] = 0xC3;
        data.Writable[0] = 1;
        fixed (byte* writable = code.Writable)
        {
            Assert.Equal("rw-s", PermissionsAt((nint)writable));
        }

        Assert.Equal("r-xs", PermissionsAt(code.Address));
        Assert.Equal("rw-p", PermissionsAt(data.Address));
    }

    [LlvmFact]
    public void AFileInMemoryServesAsWell()
    {
        using CodeMapping mapping = CodeMapping.TryCreate(Megabyte, 1 << 16, fileAlone: true)!;
        mapping.Writable[100] = 0xC3;
        mapping.Data[0] = 1;
        Assert.Equal(0xC3, mapping.Executable[100]);
        Assert.Equal("rw-s", PermissionsAt((nint)mapping.Writable));
        Assert.Equal("r-xs", PermissionsAt((nint)mapping.Executable));
        Assert.Equal("rw-p", PermissionsAt((nint)mapping.Data));
    }

    [LlvmFact]
    public void FreedBlocksCantBeWritten()
    {
        CodeHeap heap = Create(Megabyte);
        CodeBlock freed = heap.TryAllocate(10)!;
        CodeBlock kept = heap.TryAllocate(10)!;
        freed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => freed.Writable.Length);
        heap.Dispose();
        Assert.Throws<ObjectDisposedException>(() => kept.Writable.Length);
        kept.Dispose();
    }

    [LlvmFact]
    public void DataLieWithinReachOfCode()
    {
        using CodeHeap heap = Create(CodeHeap.LargestSize);
        using CodeBlock code = heap.TryAllocate(1)!;
        using CodeBlock data = heap.TryAllocateData(1)!;
        Assert.InRange(data.Address - code.Address, 0, int.MaxValue);
    }

    [LlvmFact]
    public void FreedMemoryTrapsAndIsGivenAgain()
    {
        using CodeHeap heap = Create(Megabyte);
        CodeBlock first = heap.TryAllocate(1000)!;
        CodeBlock second = heap.TryAllocate(1000)!;
        nint address = first.Address;
        int used = heap.CodeBytesUsed;
        first.Writable.Fill(0x90);
        first.Dispose();
        first.Dispose();
        Assert.Equal(used - first.Size, heap.CodeBytesUsed);
        Assert.Equal(0xCC, *(byte*)address);
        using CodeBlock again = heap.TryAllocate(1000)!;
        Assert.Equal(address, again.Address);
        second.Dispose();
    }

    [LlvmFact]
    public void ItIsBounded()
    {
        using CodeHeap heap = Create(Megabyte);
        List<CodeBlock> blocks = [];
        while (heap.TryAllocate(10_000) is CodeBlock block)
        {
            blocks.Add(block);
        }

        Assert.InRange(blocks.Count, (Megabyte / 10_048) - 1, Megabyte / 10_000);
        Assert.Null(heap.TryAllocate(int.MaxValue));
        Assert.Null(heap.TryAllocateData(int.MaxValue));
        blocks.ForEach(block => block.Dispose());
        Assert.Equal(0, heap.CodeBytesUsed);
        using CodeBlock all = heap.TryAllocate(heap.CodeBytesLimit)!;
        Assert.Equal(heap.CodeBytesLimit, all.Size);
    }

    [LlvmFact]
    public void BlocksNeverOverlapAndAreAligned()
    {
        using CodeHeap heap = Create(Megabyte);
        Random random = new(1);
        List<(CodeBlock Block, byte Mark)> live = [];
        for (int step = 0; step < 5000; step++)
        {
            if (live.Count > 0 && random.Next(2) == 0)
            {
                int at = random.Next(live.Count);
                Assert.Equal(-1, live[at].Block.Writable.IndexOfAnyExcept(live[at].Mark));
                live[at].Block.Dispose();
                live.RemoveAt(at);
                continue;
            }

            int alignment = 1 << random.Next(13);
            if (heap.TryAllocate(random.Next(1, 20_000), alignment) is CodeBlock block)
            {
                Assert.Equal(0, block.Address & (alignment - 1));
                byte mark = (byte)random.Next(1, 200);
                block.Writable.Fill(mark);
                live.Add((block, mark));
            }
        }

        live.ForEach(entry => entry.Block.Dispose());
        Assert.Equal(0, heap.CodeBytesUsed);
    }

    [LlvmFact]
    public void ThreadsShareIt()
    {
        using CodeHeap heap = Create(4 * Megabyte);
        Parallel.For(0, 4, worker =>
        {
            Random random = new(worker);
            for (int i = 0; i < 1000; i++)
            {
                using CodeBlock block = heap.TryAllocate(random.Next(1, 5000))!;
                block.Writable.Fill((byte)worker);
                Assert.Equal(-1, block.Writable.IndexOfAnyExcept((byte)worker));
            }
        });
        Assert.Equal(0, heap.CodeBytesUsed);
    }

    private static CodeHeap Create(int size)
    {
        Assert.True(CodeHeap.TryCreate(size, out CodeHeap? heap, out string reason), reason);
        return heap;
    }

    private static string PermissionsAt(nint address)
    {
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            string[] words = line.Split(' ', 3);
            string[] range = words[0].Split('-');
            if (address >= Parse(range[0]) && address < Parse(range[1]))
            {
                return words[1];
            }
        }

        return "";
    }

    private static nint Parse(string address) => (nint)ulong.Parse(address, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
