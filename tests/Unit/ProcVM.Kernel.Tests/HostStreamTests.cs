using System.Diagnostics;
using System.IO.Pipes;
using ProcVM.Core.Ports;
using ProcVM.Host;
using ProcVM.Host.Linux;
using ProcVM.Kernel.Files;

namespace ProcVM.Kernel.Tests;

/// <summary>Streams of the host: waits end when asked to, broken pipes are values.</summary>
public sealed class HostStreamTests
{
    [Fact]
    public void AWaitForInputEndsWhenInterrupted()
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        Interruption interruption = new();
        using LinuxStream stream = new(Fd(pipe.ClientSafePipeHandle), ownsHandle: false, new LinuxWaiter(interruption));
        Stopwatch watch = Stopwatch.StartNew();
        using Timer timer = new(_ => interruption.Request(), null, 50, Timeout.Infinite);
        Assert.Equal(Errno.EINTR, stream.Read(0, new byte[10], out _));
        Assert.True(watch.ElapsedMilliseconds is >= 40 and < 30_000);
        Assert.Equal(Errno.EINTR, stream.Read(0, new byte[10], out _));
    }

    [Fact]
    public void AFullPipeCanBeInterruptedAndStillTakesTheRestLater()
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.In);
        Interruption interruption = new();
        using LinuxStream stream = new(Fd(pipe.ClientSafePipeHandle), ownsHandle: false, new LinuxWaiter(interruption));
        using Timer timer = new(_ => interruption.Request(), null, 50, Timeout.Infinite);
        Assert.Equal(Errno.EINTR, stream.Write(0, new byte[1 << 20], out int count));
        Assert.InRange(count, 4096, (1 << 20) - 1);
        byte[] drain = new byte[count];
        pipe.ReadExactly(drain);
        Assert.Equal(Errno.None, stream.Write(0, new byte[1000], out count));
        Assert.Equal(1000, count);
    }

    [Fact]
    public void NobodyReadingIsABrokenPipe()
    {
        AnonymousPipeServerStream pipe = new(PipeDirection.In);
        using LinuxStream stream = new(Fd(pipe.ClientSafePipeHandle), ownsHandle: false, new LinuxWaiter(new Interruption()));
        Assert.Equal(FileKind.Stream, stream.Kind);
        int writeEnd = Fd(pipe.ClientSafePipeHandle);
        pipe.SafePipeHandle.Dispose();
        Assert.Equal(Errno.EPIPE, stream.Write(0, "x"u8, out _));
        Assert.True(writeEnd > 0);
        pipe.Dispose();
    }

    [Fact]
    public void AHundredMegabytesTakeLessThanASecondOrTwo()
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.In);
        using LinuxStream stream = new(Fd(pipe.ClientSafePipeHandle), ownsHandle: false, new LinuxWaiter(new Interruption()));
        long total = 0;
        Thread reader = new(() =>
        {
            byte[] buffer = new byte[65536];
            int count;
            while (total < 100_000_000 && (count = pipe.Read(buffer)) > 0)
            {
                total += count;
            }
        });
        reader.Start();
        BufferedFile output = new(stream);
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < 10_000_000; i++)
        {
            output.Write("123456789\n"u8);
        }

        output.Flush();
        reader.Join();
        Assert.Equal(100_000_000, total);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Fact]
    public void ClockAndEntropyAreTheHosts()
    {
        HostPorts ports = new(new Interruption());
        long before = ports.Clock.MonotonicNanoseconds;
        Assert.InRange(ports.Clock.UnixNanoseconds, 1_700_000_000_000_000_000, long.MaxValue);
        Assert.True(ports.Clock.MonotonicNanoseconds >= before);
        byte[] first = new byte[1000];
        byte[] second = new byte[1000];
        ports.Entropy.Fill(first);
        ports.Entropy.Fill(second);
        Assert.NotEqual(first, second);
        Assert.Equal(Errno.ENOENT, ports.OpenDirectory("/no/such/directory", out _));
        Assert.Equal(Errno.ENOTDIR, ports.OpenDirectory("/dev/null", out _));
    }

    [Fact]
    public void DeterministicPortsRepeat()
    {
        SteppedClock clock = new();
        Assert.Equal(SteppedClock.DefaultStart, clock.UnixNanoseconds);
        Assert.Equal(SteppedClock.DefaultStep, clock.MonotonicNanoseconds);
        byte[] first = new byte[33];
        byte[] second = new byte[33];
        new SeededEntropy(7).Fill(first);
        new SeededEntropy(7).Fill(second);
        Assert.Equal(first, second);
        new SeededEntropy(8).Fill(second);
        Assert.NotEqual(first, second);
    }

    private static int Fd(System.Runtime.InteropServices.SafeHandle handle) => (int)handle.DangerousGetHandle();
}
