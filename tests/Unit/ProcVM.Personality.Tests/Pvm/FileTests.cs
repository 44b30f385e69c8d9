using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;
using ProcVM.Module;
using ProcVM.Personality.Pvm;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>Files of any kind: modes, f^, positions, I/O results.</summary>
public sealed class FileTests
{
    [Fact]
    public void TextIsWrittenAndReadBack()
    {
        using Machine machine = new();
        uint f = machine.Variable("notes.txt");
        machine.File.Rewrite(f, 0);
        Assert.Equal(1, machine.File.Eof(f));
        machine.WriteString(f, "one");
        machine.Text.WriteLine(f);
        machine.WriteString(f, "two");
        machine.File.Reset(f, 0);
        Assert.Equal("one", machine.ReadLine(f));
        Assert.Equal("two", machine.ReadLine(f));
        Assert.Equal(1, machine.File.Eof(f));
        machine.File.Append(f);
        machine.Text.WriteLine(f);
        machine.WriteString(f, "three");
        machine.File.Close(f);
        machine.File.Reset(f, 0);
        Assert.Equal("one", machine.ReadLine(f));
        Assert.Equal("two", machine.ReadLine(f));
        Assert.Equal("three", machine.ReadLine(f));
        Assert.Equal(0, machine.File.IoResult());
    }

    [Fact]
    public void TypedFilesHaveABufferVariable()
    {
        using Machine machine = new();
        uint f = machine.Variable("numbers", 4);
        machine.File.Rewrite(f, 4);
        for (int i = 1; i <= 5; i++)
        {
            BitConverter.TryWriteBytes(machine.Bytes(f + 16, 4), i * i);
            machine.File.Put(f);
        }

        machine.File.Reset(f, 4);
        List<int> seen = [];
        while (machine.File.Eof(f) == 0)
        {
            machine.File.Load(f);
            seen.Add(BitConverter.ToInt32(machine.Bytes(f + 16, 4)));
            Assert.Equal(seen.Count - 1, machine.File.Position(f));
            machine.File.Get(f);
        }

        Assert.Equal([1, 4, 9, 16, 25], seen);
        machine.File.Get(f);
        Assert.Equal(100, machine.File.IoResult());
        Assert.Equal(5, machine.File.Size(f));
    }

    [Fact]
    public void ReadTakesTheElementThatWasLookedAt()
    {
        using Machine machine = new();
        uint f = machine.Variable("n", 4);
        uint x = machine.Allocate(4);
        Fill(machine, f, 3);
        machine.File.Reset(f, 4);
        machine.File.Load(f);
        BitConverter.TryWriteBytes(machine.Bytes(f + 16, 4), 77);
        machine.File.ReadElement(f, x);
        Assert.Equal(77, BitConverter.ToInt32(machine.Bytes(x, 4)));
        machine.File.ReadElement(f, x);
        Assert.Equal(1, BitConverter.ToInt32(machine.Bytes(x, 4)));
        machine.File.Get(f);
        machine.File.ReadElement(f, x);
        Assert.Equal(100, machine.File.IoResult());
    }

    [Fact]
    public void SeekOpensForBoth()
    {
        using Machine machine = new();
        uint f = machine.Variable("n", 4);
        uint x = machine.Allocate(4);
        Fill(machine, f, 10);
        machine.File.Reset(f, 4);
        machine.File.WriteElement(f, x);
        Assert.Equal(105, machine.File.IoResult());
        machine.File.Seek(f, 4);
        machine.File.ReadElement(f, x);
        Assert.Equal(4, BitConverter.ToInt32(machine.Bytes(x, 4)));
        machine.File.Load(f);
        BitConverter.TryWriteBytes(machine.Bytes(f + 16, 4), 55);
        machine.File.Put(f);
        Assert.Equal(6, machine.File.Position(f));
        machine.File.Seek(f, 10);
        machine.File.WriteElement(f, x);
        Assert.Equal(11, machine.File.Size(f));
        machine.File.Seek(f, 5);
        machine.File.ReadElement(f, x);
        Assert.Equal(55, BitConverter.ToInt32(machine.Bytes(x, 4)));
        machine.File.Truncate(f);
        Assert.Equal(6, machine.File.Size(f));
        machine.File.Seek(f, -1);
        Assert.Equal(12, machine.File.IoResult());
        machine.File.Seek(f, long.MaxValue);
        Assert.Equal(12, machine.File.IoResult());
    }

    [Fact]
    public void UntypedFilesMoveBlocks()
    {
        using Machine machine = new();
        uint f = machine.Variable("blocks", -1);
        uint buffer = machine.Allocate(1000);
        machine.Bytes(buffer, 1000).Fill(7);
        machine.File.Rewrite(f, 100);
        Assert.Equal(9, machine.File.BlockWrite(f, buffer, 9));
        machine.File.Seek(f, 8);
        Assert.Equal(1, machine.File.BlockRead(f, buffer, 10));
        Assert.Equal(0, machine.File.BlockRead(f, buffer, 10));
        Assert.Equal(0, machine.File.BlockRead(f, buffer, -5));
        machine.File.Reset(f, 1);
        Assert.Equal(900, machine.File.Size(f));
        Assert.Equal(0, machine.File.IoResult());
        Assert.Equal(0, machine.File.BlockRead(f, buffer, int.MaxValue));
        Assert.Equal(TrapKind.Memory, machine.Trap);
    }

    [Fact]
    public void NamelessFilesLiveUntilReleased()
    {
        using Machine machine = new();
        uint f = machine.Variable(null, 4);
        machine.File.Reset(f, 4);
        Assert.Equal(2, machine.File.IoResult());
        Fill(machine, f, 100);
        machine.File.Reset(f, 4);
        uint x = machine.Allocate(4);
        for (int i = 0; i < 100; i++)
        {
            machine.File.ReadElement(f, x);
            Assert.Equal(i, BitConverter.ToInt32(machine.Bytes(x, 4)));
        }

        machine.File.Release(f);
        Assert.Equal(0, BitConverter.ToInt32(machine.Bytes(f, 4)));
        machine.File.Reset(f, 4);
        Assert.Equal(102, machine.File.IoResult());
    }

    [Fact]
    public void TemporaryFilesAreBounded()
    {
        using Machine machine = new();
        uint f = machine.Variable(null, 8192);
        machine.File.Rewrite(f, 8192);
        for (int i = 0; i < 200; i++)
        {
            machine.File.Put(f);
        }

        Assert.Equal(101, machine.File.IoResult());
        machine.File.Release(f);
        uint g = machine.Variable(null, 8192);
        machine.File.Rewrite(g, 8192);
        for (int i = 0; i < 100; i++)
        {
            machine.File.Put(g);
        }

        machine.File.Reset(g, 8192);
        Assert.Equal(0, machine.File.IoResult());
    }

    [Fact]
    public void ErrorsAreResultsAndStopWhatFollows()
    {
        using Machine machine = new();
        uint f = machine.Variable("missing");
        machine.File.Reset(f, 0);
        machine.WriteString(Machine.Output, "not written");
        Assert.Equal(0, machine.Text.ReadInteger(Machine.Input));
        machine.File.IoCheck();
        Assert.Equal(TrapKind.Io, machine.Trap);
        Assert.Contains("'missing'", machine.Calls.State.TrapMessage);
        Assert.Equal(2, machine.File.IoResult());
        Assert.Equal(0, machine.File.IoResult());
        Assert.Equal("", machine.Written);
    }

    [Fact]
    public void WrongUsesHaveTurbosNumbers()
    {
        using Machine machine = new(isReadOnly: true, directory: Tree());
        uint never = machine.Allocate(32);
        uint closed = machine.Variable("a");
        uint text = machine.Variable("a");
        machine.File.Reset(text, 0);
        List<(int Expected, Action Action)> cases =
        [
            (102, () => machine.File.Reset(never, 0)),
            (102, () => machine.File.Eof(never)),
            (103, () => machine.File.Eof(closed)),
            (103, () => machine.Text.ReadChar(closed)),
            (103, () => machine.File.Close(closed)),
            (105, () => machine.Text.WriteLine(text)),
            (105, () => machine.File.Put(text)),
            (105, () => machine.File.Flush(text)),
            (104, () => machine.Text.ReadChar(Machine.Output)),
            (104, () => machine.File.Get(Machine.Output)),
            (104, () => machine.File.Reset(Machine.Output, 0)),
            (105, () => machine.Text.WriteLine(Machine.Input)),
            (105, () => machine.File.Rewrite(Machine.Input, 0)),
            (12, () => machine.File.Seek(text, 0)),
            (12, () => machine.File.Size(Machine.Input)),
            (5, () => machine.File.Rewrite(machine.Variable("a"), 0)),
            (5, () => machine.File.Rewrite(machine.Variable("new"), 0)),
            (5, () => machine.File.Erase(closed)),
            (5, () => machine.File.Rename(closed, "b"u8)),
            (5, () => machine.File.Reset(machine.Variable("sub"), 0)),
            (3, () => machine.File.Reset(machine.Variable("a/b"), 0)),
            (3, () => machine.File.Reset(machine.Variable(new string('x', 5000)), 0)),
            (2, () => machine.File.Reset(machine.Variable("../../etc/passwd"), 0)),
            (2, () => machine.File.Reset(machine.Variable("/etc/passwd"), 0)),
            (3, () => machine.File.Reset(machine.Variable("a\0b"), 0)),
            (102, () => machine.File.Erase(machine.Variable(null))),
        ];
        for (int i = 0; i < cases.Count; i++)
        {
            cases[i].Action();
            Assert.Equal((i, cases[i].Expected), (i, machine.File.IoResult()));
        }

        Assert.Equal(HostCallStatus.Ok, machine.Calls.State.Status);
    }

    [Fact]
    public void FilesAreErasedAndRenamed()
    {
        using Machine machine = new(directory: Tree());
        uint f = machine.Variable("a");
        machine.File.Rename(f, "z"u8);
        machine.File.Reset(f, 0);
        Assert.Equal("hello", machine.ReadLine(f));
        machine.File.Close(f);
        machine.File.Erase(f);
        machine.File.Reset(f, 0);
        Assert.Equal(2, machine.File.IoResult());
    }

    [Fact]
    public void OpenFilesAndHandlesAreLimited()
    {
        using Machine machine = new(directory: Tree(), openFiles: 3);
        for (int i = 0; i < 3; i++)
        {
            machine.File.Reset(machine.Variable("a"), 0);
        }

        uint f = machine.Variable("a");
        machine.File.Reset(f, 0);
        Assert.Equal(4, machine.File.IoResult());
        for (int i = 0; i < 70_000; i++)
        {
            // A variable at the same place that looks new each time, as one in a procedure's frame.
            machine.Bytes(f, 4).Clear();
            machine.File.Assign(f, "b"u8, 0);
        }

        Assert.Equal(0, machine.File.IoResult());
        Assert.True(machine.Memory.TryGrow(1 << 20));
        for (uint i = 0; i < 70_000; i++)
        {
            machine.File.Assign(65536 + (i * 8), "b"u8, 0);
        }

        Assert.Equal(4, machine.File.IoResult());
    }

    [Fact]
    public void AnEmptyNameIsAStandardFile()
    {
        using Machine machine = new("typed\n");
        uint f = machine.Variable("");
        machine.File.Reset(f, 0);
        Assert.Equal("typed", machine.ReadLine(f));
        Assert.Equal(1, machine.File.Eof(Machine.Input));
        machine.File.Rewrite(f, 0);
        machine.WriteString(f, "shown");
        machine.File.Close(f);
        machine.WriteString(Machine.Output, "!");
        Assert.Equal("shown!", machine.Written);
    }

    [Fact]
    public void OutputCanBeRedirected()
    {
        using Machine machine = new();
        machine.File.Assign(Machine.Output, "out"u8, 0);
        machine.File.Rewrite(Machine.Output, 0);
        machine.WriteString(Machine.Output, "into the file");
        machine.File.Close(Machine.Output);
        uint f = machine.Variable("out");
        machine.File.Reset(f, 0);
        Assert.Equal("into the file", machine.ReadLine(f));
        Assert.Equal(0, machine.OutputData.Size);
    }

    [Fact]
    public void PageEndsTheLineFirst()
    {
        using Machine machine = new();
        machine.Text.Page(Machine.Output);
        machine.WriteString(Machine.Output, "x");
        machine.Text.Page(Machine.Output);
        machine.Text.WriteLine(Machine.Output);
        machine.Text.Page(Machine.Output);
        Assert.Equal("\fx\n\f\n\f", machine.Written);
    }

    [Fact]
    public void WhatIsLeftInBuffersIsWrittenAtTheEnd()
    {
        using Machine machine = new();
        uint f = machine.Variable("log");
        machine.File.Rewrite(f, 0);
        machine.WriteString(f, "kept");
        machine.WriteString(Machine.Output, "kept too");
        machine.Calls.State.Trap(TrapKind.Range, "");
        Assert.Equal(0, machine.OutputData.Size);
        Assert.Equal(new PvmEnd(false, Errno.None, ""), machine.Process.Finish());
        Assert.Equal(8, machine.OutputData.Size);
        Assert.Equal(Errno.None, machine.Tree.Open("log"u8, OpenMode.Read, out IFile? file));
        Assert.Equal(Errno.None, file!.GetSize(out long size));
        Assert.Equal(4, size);
    }

    [Fact]
    public void ABrokenPipeEndsTheProgramQuietly()
    {
        using Machine machine = new();
        ((FakeStream)machine.Options.Streams.Output).Failure = Errno.EPIPE;
        for (int i = 0; i < 10_000; i++)
        {
            machine.WriteString(Machine.Output, "0123456789");
        }

        Assert.Equal(HostCallStatus.Exit, machine.Calls.State.Status);
        Assert.Equal(141, machine.Calls.State.ExitCode);
        Assert.True(machine.Process.Finish().IsOutputClosed);
    }

    [Fact]
    public void AFullDiskIsToldAtTheEndToo()
    {
        using Machine machine = new();
        ((FakeStream)machine.Options.Streams.Output).Failure = Errno.ENOSPC;
        machine.WriteString(Machine.Output, "lost");
        Assert.Equal(new PvmEnd(false, Errno.ENOSPC, "the standard output"), machine.Process.Finish());
    }

    [Fact]
    public void InterruptionEndsWaitsAndLongOperations()
    {
        using Machine machine = new("text");
        machine.Process.Interruption.Request();
        machine.Text.WriteInteger(Machine.Output, 1, int.MaxValue);
        Assert.Equal(HostCallStatus.Interrupted, machine.Calls.State.Status);
        using Machine other = new("text");
        other.Process.Interruption.Request();
        other.Text.ReadChar(Machine.Input);
        Assert.Equal(HostCallStatus.Interrupted, other.Calls.State.Status);
        Assert.Equal(0, other.File.IoResult());
    }

    [Fact]
    public void HostileAddressesTrap()
    {
        uint size = 65536;
        List<Action<Machine, uint>> calls =
        [
            (m, f) => m.File.ReadElement(f, size - 2),
            (m, f) => m.File.ReadElement(f, uint.MaxValue),
            (m, f) => m.File.WriteElement(f, size),
            (m, f) => m.File.BlockRead(f, size - 1, 1),
            (m, f) => m.File.BlockWrite(f, uint.MaxValue - 1, 1),
            (m, f) => m.Calls.ShortString.ToInteger("1"u8, size - 3),
        ];
        foreach (Action<Machine, uint> call in calls)
        {
            using Machine machine = new();
            uint f = machine.Variable("n", 4);
            Fill(machine, f, 4);
            machine.File.Seek(f, 0);
            call(machine, f);
            Assert.Equal(TrapKind.Memory, machine.Trap);
        }

        using Machine huge = new();
        uint g = huge.Allocate(32);
        huge.File.Assign(g, "n"u8, int.MaxValue);
        huge.File.Rewrite(g, 4);
        huge.File.Put(g);
        Assert.Equal(TrapKind.Memory, huge.Trap);
    }

    private static MemoryDirectory Tree()
    {
        MemoryDirectory tree = new();
        tree.AddFile("a", "hello\n"u8);
        tree.AddDirectory("sub");
        return tree;
    }

    /// <summary>Writes the numbers 0, 1, 2, … to a file of 4-byte elements.</summary>
    private static void Fill(Machine machine, uint f, int count)
    {
        uint x = machine.Allocate(4);
        machine.File.Rewrite(f, 4);
        for (int i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(machine.Bytes(x, 4), i);
            machine.File.WriteElement(f, x);
        }

        Assert.Equal(HostCallStatus.Ok, machine.Calls.State.Status);
    }
}
