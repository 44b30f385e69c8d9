using System.Text;
using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Personality.Pvm;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>Arguments, environment, clocks and random numbers.</summary>
public sealed class ProcessTests
{
    [Fact]
    public void ArgumentsAndEnvironment()
    {
        using Machine machine = new();
        ShortString text = machine.String("", 6);
        Assert.Equal(2, machine.Calls.Process.ArgCount());
        machine.Calls.Process.ArgGet(1, text);
        Assert.Equal("one"u8, text.Characters);
        machine.Calls.Process.ArgGet(2, text);
        Assert.Equal("zwei d"u8, text.Characters);
        machine.Calls.Process.ArgGet(0, text);
        Assert.Equal("test.p"u8, text.Characters);
        machine.Calls.Process.ArgGet(3, text);
        Assert.Equal(0, text.Length);
        machine.Calls.Process.ArgGet(-1, text);
        Assert.Equal(0, text.Length);
        Assert.Equal(1, machine.Calls.Process.EnvGet("LANG"u8, text));
        Assert.Equal("C"u8, text.Characters);
        Assert.Equal(0, machine.Calls.Process.EnvGet("HOME"u8, text));
        Assert.Equal(0, text.Length);
    }

    [Fact]
    public void ExitKeepsTheFirstStatus()
    {
        using Machine machine = new();
        machine.Calls.Process.Exit(3);
        machine.Calls.Process.Exit(4);
        Assert.Equal((HostCallStatus.Exit, 3), (machine.Calls.State.Status, machine.Calls.State.ExitCode));
    }

    [Fact]
    public void ClocksComeFromThePorts()
    {
        using Machine machine = new();
        Assert.Equal(SteppedClock.DefaultStart, machine.Calls.Clock.Unix());
        Assert.Equal(SteppedClock.DefaultStep, machine.Calls.Clock.Monotonic());
    }

    /// <summary>fpc 3.2.2: random(1000) four times, random, random(5000000000), random(-10), random(0).</summary>
    [Fact]
    public void RandomNumbersAreFreePascals()
    {
        using Machine machine = new();
        RandomCalls random = machine.Calls.Random;
        Assert.Equal([548, 592, 715, 844], [random.Below(1000), random.Below(1000), random.Below(1000), random.Below(1000)]);
        Assert.Equal(0.602763370378, random.Unit(), 12);
        Assert.Equal(81587963, random.Below(5_000_000_000));
        Assert.Equal(-8, random.Below(-10));
        Assert.Equal(0, random.Below(0));
        random.Seed(42);
        Assert.Equal([374, 796, 950, 183], [random.Below(1000), random.Below(1000), random.Below(1000), random.Below(1000)]);
    }

    [Fact]
    public void RandomizeTakesEntropy()
    {
        RandomCalls first = new(new SeededEntropy(1), 0);
        RandomCalls second = new(new SeededEntropy(2), 0);
        first.Entropy();
        second.Entropy();
        Assert.NotEqual(first.Below(1 << 30), second.Below(1 << 30));
        foreach (long limit in (long[])[long.MinValue, int.MinValue, -1, 1, int.MaxValue, 1L << 31, long.MaxValue])
        {
            long value = first.Below(limit);
            Assert.True(limit > 0 ? value >= 0 && value < limit : Math.Abs((decimal)value) <= Math.Abs((decimal)limit), $"{limit}: {value}");
        }
    }

    [Fact]
    public void MessagesAreFitForTheTerminal()
    {
        using Machine machine = new();
        uint f = machine.Variable("evil\u001b[31m\n" + new string('x', 500));
        machine.File.Reset(f, 0);
        machine.File.IoCheck();
        string message = machine.Calls.State.TrapMessage;
        Assert.True(message.Length < 200);
        Assert.DoesNotContain(message, unit => char.IsControl(unit));
        Assert.Equal(-1, Encoding.UTF8.GetBytes(message).AsSpan().IndexOf((byte)27));
    }
}
