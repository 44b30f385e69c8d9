using ProcVM.Core.Ports;
using ProcVM.Core.Text;

namespace ProcVM.Core.Tests;

/// <summary>Positions in sources, messages, guest memory, and the ports for repeatable runs.</summary>
public class CoreTests
{
    private static readonly DiagnosticDescriptor s_kind = new("PVM9999", DiagnosticSeverity.Error, "wrong: {0}", "An example.");

    [Theory]
    [InlineData("", 0, 1, 1)]
    [InlineData("ab\ncd", 3, 2, 1)]
    [InlineData("ab\r\ncd", 5, 2, 2)]
    [InlineData("ab\rcd", 4, 2, 2)]
    [InlineData("ab\n", 3, 2, 1)]
    [InlineData("é😀b", 3, 1, 3)]
    public void PositionsCountLinesOfEveryKind(string text, int offset, int line, int column) =>
        Assert.Equal((line, column), new SourceText("x", text).GetPosition(offset));

    [Fact]
    public void ADiagnosticShowsLineAndCaret()
    {
        SourceText source = new("x.pas", "a\n\tb := 1;\n");
        Assert.Equal(
            "x.pas:2:2: error PVM9999: wrong: b\n  \tb := 1;\n  \t^\n  try: this",
            new Diagnostic(s_kind, new SourceSpan(source, 3, 1), "b") { Hint = "this" }.ToString());
    }

    [Fact]
    public void ControlCharactersAreNotPrinted()
    {
        SourceText source = new("x.pas", "a\u001b[31m");
        Assert.DoesNotContain('\u001b', new Diagnostic(s_kind, new SourceSpan(source, 0, 1), "a").ToString());
    }

    [Fact]
    public void ALongLineIsShownAroundItsPlace()
    {
        SourceText source = new("x.pas", new string('a', 100_000) + "b");
        string text = new Diagnostic(s_kind, new SourceSpan(source, 100_000, 1), "b").ToString();
        Assert.True(text.Length < 500);
        Assert.EndsWith("b\n  " + new string(' ', 79) + "^", text);
    }

    [Theory]
    [InlineData(0u, 10u, true)]
    [InlineData(5u, 6u, false)]
    [InlineData(10u, 0u, true)]
    [InlineData(11u, 0u, false)]
    [InlineData(uint.MaxValue, uint.MaxValue, false)]
    public void MemoryGivesWhatLiesInside(uint address, uint length, bool isInside)
    {
        using GuestMemory memory = new(10, 20);
        Assert.Equal(isInside, memory.TrySlice(address, length, out Span<byte> bytes));
        Assert.Equal(isInside ? (int)length : 0, bytes.Length);
    }

    [Fact]
    public void MemoryGrowsToItsLimitAndKeepsItsPlace()
    {
        using GuestMemory memory = new(10, 20);
        Assert.True(memory.TrySlice(0, 1, out Span<byte> first));
        first[0] = 42;
        Assert.True(memory.TryGrow(20));
        Assert.False(memory.TryGrow(21));
        Assert.False(memory.TryGrow(19));
        Assert.True(memory.TrySlice(0, 20, out Span<byte> all));
        Assert.Equal(42, all[0]);
        Assert.Equal(0, all[19]);
    }

    [Fact]
    public void AnInterruptionWakesWhoeverWaitsNowOrLater()
    {
        Interruption interruption = new();
        int woken = 0;
        interruption.OnRequest(() => woken++);
        interruption.Request();
        Assert.True(interruption.IsRequested && woken == 1);
        interruption.OnRequest(() => woken += 10);
        Assert.True(woken >= 11);
    }

    [Fact]
    public void SeededEntropyRepeats()
    {
        byte[] first = new byte[37];
        byte[] second = new byte[37];
        new SeededEntropy(7).Fill(first);
        new SeededEntropy(7).Fill(second);
        Assert.Equal(first, second);
        new SeededEntropy(8).Fill(second);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void ASteppedClockMovesAtEachReading()
    {
        SteppedClock clock = new(1000, 5);
        Assert.Equal((1000L, 5L, 1010L), (clock.UnixNanoseconds, clock.MonotonicNanoseconds, clock.UnixNanoseconds));
    }
}
