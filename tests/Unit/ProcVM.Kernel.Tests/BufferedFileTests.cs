using FsCheck;
using FsCheck.Fluent;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;

namespace ProcVM.Kernel.Tests;

/// <summary>Buffered and in-memory files against a plain array.</summary>
public sealed class BufferedFileTests
{
    private enum Operation
    {
        Seek,
        Read,
        Write,
        Repeat,
        Peek,
        Truncate,
        Size,
        Flush,
    }

    [Fact]
    public void BehavesLikeAnArray()
    {
        Gen<(Operation What, int Argument)> step =
            from what in Gen.Elements(Enum.GetValues<Operation>())
            from argument in Gen.Choose(0, 60_000)
            select (what, argument);
        Prop.ForAll(Gen.ListOf(step).ToArbitrary(), steps => Replay([.. steps])).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ABudgetBoundsWhatIsWritten()
    {
        StorageBudget budget = new(100_000);
        MemoryFileData data = new(budget);
        Assert.Equal(Errno.ENOSPC, data.Write(0, new byte[200_000], out int count));
        Assert.InRange(count, 60_000, 100_000);
        Assert.Equal(Errno.None, data.SetSize(0));
        Assert.Equal(Errno.None, data.Write(0, new byte[50_000], out _));
        Assert.Equal(Errno.ENOSPC, data.Write(1L << 31, "x"u8, out _));
        Assert.Equal(Errno.EFBIG, data.Write(1L << 60, "x"u8, out _));
    }

    [Fact]
    public void TheTiedFileIsWrittenOutBeforeWaiting()
    {
        MemoryFileData written = new(new StorageBudget(1 << 20));
        BufferedFile output = new(new MemoryFile(written, OpenMode.Write));
        BufferedFile input = new(new MemoryFile(new MemoryFileData(new StorageBudget(0)), OpenMode.Read)) { Tied = output };
        output.Write("Name: "u8);
        Assert.Equal(0, written.Size);
        Assert.Equal(BufferedFile.EndOfFile, input.Peek());
        Assert.Equal(6, written.Size);
    }

    private static bool Replay((Operation What, int Argument)[] steps)
    {
        MemoryFileData data = new(new StorageBudget(16 << 20));
        BufferedFile file = new(new MemoryFile(data, OpenMode.Read | OpenMode.Write), 1024);
        List<byte> model = [];
        int place = 0;
        foreach ((Operation what, int argument) in steps)
        {
            switch (what)
            {
                case Operation.Seek:
                    place = argument;
                    Assert.Equal(Errno.None, file.Seek(place));
                    break;
                case Operation.Read:
                    byte[] buffer = new byte[argument % 3000];
                    Assert.Equal(Errno.None, file.Read(buffer, out int count));
                    int expected = Math.Clamp(model.Count - place, 0, buffer.Length);
                    Assert.Equal(expected, count);
                    Assert.Equal(model.Skip(place).Take(expected), buffer.Take(count));
                    place += count;
                    break;
                case Operation.Write:
                    byte[] bytes = [.. Enumerable.Range(argument, argument % 3000).Select(i => (byte)i)];
                    Assert.Equal(Errno.None, file.Write(bytes));
                    Put(model, ref place, bytes);
                    break;
                case Operation.Repeat:
                    Assert.Equal(Errno.None, file.WriteRepeated((byte)argument, argument % 5000));
                    Put(model, ref place, [.. Enumerable.Repeat((byte)argument, argument % 5000)]);
                    break;
                case Operation.Peek:
                    int next = file.Peek();
                    Assert.Equal(place < model.Count ? model[place] : BufferedFile.EndOfFile, next);
                    int second = file.PeekSecond();
                    Assert.Equal(place + 1 < model.Count ? model[place + 1] : BufferedFile.EndOfFile, second);
                    break;
                case Operation.Truncate:
                    Assert.Equal(Errno.None, file.Truncate());
                    Resize(model, place);
                    break;
                case Operation.Size:
                    Assert.Equal(Errno.None, file.GetSize(out long size));
                    Assert.Equal(model.Count, size);
                    break;
                default:
                    Assert.Equal(Errno.None, file.Flush());
                    break;
            }

            Assert.Equal(place, file.Position);
        }

        file.Flush();
        byte[] all = new byte[model.Count + 1];
        Assert.Equal(model.Count, data.Read(0, all));
        return model.SequenceEqual(all.Take(model.Count));
    }

    private static void Put(List<byte> model, ref int place, byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            Resize(model, Math.Max(model.Count, place + bytes.Length));
        }

        foreach (byte value in bytes)
        {
            model[place++] = value;
        }
    }

    private static void Resize(List<byte> model, int size)
    {
        if (size < model.Count)
        {
            model.RemoveRange(size, model.Count - size);
        }

        model.AddRange(new byte[Math.Max(0, size - model.Count)]);
    }
}
