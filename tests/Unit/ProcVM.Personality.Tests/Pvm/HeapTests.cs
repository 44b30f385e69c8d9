using FsCheck;
using FsCheck.Fluent;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Personality.Pvm.Heap;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>The heap against a model, and against programs that damage it.</summary>
public sealed class HeapTests
{
    [Fact]
    public void BlocksAreZeroedAlignedAndNeverOverlap()
    {
        Gen<(int Kind, int Argument)> step = Gen.Choose(0, 9).SelectMany(kind => Gen.Choose(0, 1 << 20).Select(argument => (kind, argument)));
        Prop.ForAll(Gen.ListOf(step, 400).ToArbitrary(), steps => Replay([.. steps])).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public void EverythingFreedIsOneStretchAgain()
    {
        using Machine machine = new(limit: 4 << 20);
        long before = machine.Calls.Heap.Available();
        Random random = new(5);
        for (int round = 0; round < 20; round++)
        {
            List<uint> blocks = [];
            for (int i = 0; i < 3000; i++)
            {
                blocks.Add(machine.Calls.Heap.Allocate((uint)random.Next(1, 900)));
            }

            foreach (uint block in blocks.OrderBy(_ => random.Next()))
            {
                machine.Calls.Heap.Free(block);
            }

            Assert.Equal(before, machine.Calls.Heap.Available());
        }

        machine.Calls.Heap.Free(machine.Calls.Heap.Allocate((uint)before - 64));
        Assert.Equal(HostCallStatus.Ok, machine.Calls.State.Status);
    }

    [Fact]
    public void GrowingNeverPassesTheLimit()
    {
        using Machine machine = new(limit: 1 << 20);
        int count = 0;
        while (machine.Calls.State.Status == HostCallStatus.Ok)
        {
            machine.Calls.Heap.Allocate(1000);
            count++;
        }

        Assert.Equal(HostCallStatus.MemoryLimit, machine.Calls.State.Status);
        Assert.Equal(1UL << 20, machine.Memory.Size);
        Assert.InRange(count, ((1 << 20) - (int)Machine.HeapStart) / 1008, (1 << 20) / 1008);
        using Machine other = new(limit: 1 << 20);
        other.Calls.Heap.Allocate(uint.MaxValue);
        Assert.Equal(HostCallStatus.MemoryLimit, other.Calls.State.Status);
    }

    [Fact]
    public void DoubleFreesAndBadPointersTrap()
    {
        List<(TrapKind Kind, Action<Machine> Action)> cases =
        [
            (TrapKind.Nil, m => m.Calls.Heap.Free(0)),
            (TrapKind.Pointer, m => m.Calls.Heap.Free(8)),
            (TrapKind.Pointer, m => m.Calls.Heap.Free(Machine.HeapStart)),
            (TrapKind.Pointer, m => m.Calls.Heap.Free(uint.MaxValue)),
            (TrapKind.Pointer, m => m.Calls.Heap.Free(uint.MaxValue - 7)),
            (TrapKind.Pointer, m => m.Calls.Heap.Free(m.Calls.Heap.Allocate(100) + 8)),
            (TrapKind.Pointer, m => m.Calls.Heap.Free(m.Calls.Heap.Allocate(100) + 1)),
            (TrapKind.Pointer, m => m.Calls.Heap.SizeOf(12345 * 8)),
            (TrapKind.Pointer, m => FreeTwice(m, others: 0)),
            (TrapKind.Pointer, m => FreeTwice(m, others: 1)),
            (TrapKind.Pointer, m => FreeTwice(m, others: 3)),
            (TrapKind.Pointer, m => Overrun(m, 24)),
            (TrapKind.Pointer, m => Overrun(m, 1)),
        ];
        for (int i = 0; i < cases.Count; i++)
        {
            using Machine machine = new();
            cases[i].Action(machine);
            Assert.Equal((i, cases[i].Kind), (i, machine.Trap));
        }
    }

    [Fact]
    public void DamageNeverReachesTheHost()
    {
        Random random = new(11);
        for (int round = 0; round < 300; round++)
        {
            using GuestMemory memory = new(1 << 16, 1 << 18);
            GuestHeap heap = new(memory, 1024);
            List<uint> blocks = [];
            for (int i = 0; i < 300; i++)
            {
                if (random.Next(3) == 0 && memory.TrySlice(1024, (uint)memory.Size - 1024, out Span<byte> bytes))
                {
                    // Overwrites headers and links with what makes trouble.
                    int place = random.Next(Math.Min(4096, bytes.Length - 4)) & ~3;
                    BitConverter.TryWriteBytes(bytes[place..], random.Next(4) switch
                    {
                        0 => random.Next(),
                        1 => 0,
                        2 => -1 - random.Next(64),
                        _ => 1024 + random.Next(4096),
                    });
                }

                if (random.Next(2) == 0 && blocks.Count > 0)
                {
                    heap.Free(blocks[random.Next(blocks.Count)]);
                }
                else if (heap.Allocate((uint)random.Next(200), out uint block) == HeapOutcome.Ok)
                {
                    Assert.True(memory.TrySlice(block, 1, out _));
                    blocks.Add(block);
                }
            }
        }
    }

    [Fact]
    public void SmallBlocksWaitWhereProgramsFindThem()
    {
        using Machine machine = new();
        uint table = machine.Calls.Heap.Lists();
        uint first = machine.Calls.Heap.Allocate(16);
        uint second = machine.Calls.Heap.Allocate(16);
        Assert.Equal(second - HeapFormat.HeaderSize + HeapFormat.BlockSize(16) - table, Word(machine, table));
        machine.Calls.Heap.Free(first);
        machine.Calls.Heap.Free(second);
        uint block = Word(machine, table + HeapFormat.ListOf(HeapFormat.BlockSize(16)));
        Assert.Equal(second - HeapFormat.HeaderSize, block);
        Assert.Equal(HeapFormat.BlockSize(16), Word(machine, block) & HeapFormat.SizeMask);
        Assert.Equal(HeapFormat.WaitingMark, Word(machine, block + 4) ^ unchecked(block * HeapFormat.Mixer));
        Assert.Equal(first - HeapFormat.HeaderSize, Word(machine, block + 8));
        Assert.Equal(0u, Word(machine, first));
        Assert.Equal(second, machine.Calls.Heap.Allocate(16));
        Assert.Equal(HeapFormat.UsedMark, Word(machine, block + 4) ^ unchecked(block * HeapFormat.Mixer));
    }

    [Fact]
    public void SizesAreAtLeastWhatWasAsked()
    {
        using Machine machine = new();
        for (uint size = 0; size < 3000; size += 7)
        {
            Assert.InRange(machine.Calls.Heap.SizeOf(machine.Calls.Heap.Allocate(size)), size, size + 24);
        }

        Assert.Equal(0u, machine.Calls.Heap.SizeOf(0));
    }

    private static uint Word(Machine machine, uint address)
    {
        Assert.True(machine.Memory.TrySlice(address, 4, out Span<byte> bytes));
        return BitConverter.ToUInt32(bytes);
    }

    private static void FreeTwice(Machine machine, int others)
    {
        uint block = machine.Calls.Heap.Allocate(40);
        for (int i = 0; i < others; i++)
        {
            machine.Calls.Heap.Allocate(40);
        }

        machine.Calls.Heap.Free(block);
        Assert.Equal(HostCallStatus.Ok, machine.Calls.State.Status);
        machine.Calls.Heap.Free(block);
        Assert.Contains("disposed already", machine.Calls.State.TrapMessage);
    }

    /// <summary>Writes past a block's end, over the header of the next one.</summary>
    private static void Overrun(Machine machine, uint distance)
    {
        uint first = machine.Calls.Heap.Allocate(40);
        uint second = machine.Calls.Heap.Allocate(40);
        machine.Calls.Heap.Allocate(40);
        machine.Bytes(first + 40, distance).Fill(0xEE);
        machine.Calls.Heap.Free(second);
    }

    private static bool Replay((int Kind, int Argument)[] steps)
    {
        using GuestMemory memory = new(65536, 8 << 20);
        GuestHeap heap = new(memory, 2000);
        SortedDictionary<uint, (uint Size, byte Fill)> model = [];
        byte fill = 1;
        foreach ((int kind, int argument) in steps)
        {
            if (kind < 4 && model.Count > 0)
            {
                uint victim = model.Keys.ElementAt(argument % model.Count);
                (uint length, byte expected) = model[victim];
                memory.TrySlice(victim, length, out Span<byte> old);
                Assert.Equal(-1, old.IndexOfAnyExcept(expected));
                model.Remove(victim);
                Assert.Equal(HeapOutcome.Ok, heap.Free(victim));
                continue;
            }

            uint size = kind switch
            {
                < 7 => (uint)argument % 64,
                < 9 => (uint)argument % 2000,
                _ => (uint)argument,
            };
            HeapOutcome outcome = heap.Allocate(size, out uint block);
            if (outcome == HeapOutcome.Exhausted)
            {
                continue;
            }

            Assert.Equal(HeapOutcome.Ok, outcome);
            Assert.Equal(0u, block % 8);
            Assert.True(block >= 2000);
            Assert.True(memory.TrySlice(block, size, out Span<byte> bytes));
            Assert.Equal(-1, bytes.IndexOfAnyExcept((byte)0));
            foreach ((uint other, (uint length, _)) in model)
            {
                Assert.True(other + length <= block || block + size <= other);
            }

            bytes.Fill(fill);
            model.Add(block, (size, fill));
            fill = (byte)(fill == 255 ? 1 : fill + 1);
        }

        return true;
    }
}
