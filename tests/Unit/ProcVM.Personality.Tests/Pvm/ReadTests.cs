using System.Text;
using ProcVM.Personality.Pvm;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>ISO 7185 §6.9.1 and §6.6.5.2: reading text.</summary>
public sealed class ReadTests
{
    [Theory]
    [InlineData("5", 5, 0)]
    [InlineData("  \t\n\n -17 ", -17, 0)]
    [InlineData("+3", 3, 0)]
    [InlineData("12abc", 12, 0)]
    [InlineData("007", 7, 0)]
    [InlineData("9223372036854775807", long.MaxValue, 0)]
    [InlineData("-9223372036854775808", long.MinValue, 0)]
    [InlineData("9223372036854775808", 0, 106)]
    [InlineData("99999999999999999999999999", 0, 106)]
    [InlineData("abc", 0, 106)]
    [InlineData("- 5", 0, 106)]
    [InlineData("--5", 0, 106)]
    [InlineData("-", 0, 106)]
    [InlineData("", 0, 100)]
    [InlineData("   \n  \n", 0, 100)]
    public void Integers(string input, long expected, int result)
    {
        using Machine machine = new(input);
        Assert.Equal(expected, machine.Text.ReadInteger(Machine.Input));
        Assert.Equal(result, machine.File.IoResult());
    }

    [Theory]
    [InlineData("1", 1, 0)]
    [InlineData("1.5", 1.5, 0)]
    [InlineData("-1.5e3", -1500, 0)]
    [InlineData("1E-2x", 0.01, 0)]
    [InlineData(" \n 0.1", 0.1, 0)]
    [InlineData("1.7976931348623157e308", 1.7976931348623157e308, 0)]
    [InlineData("4.9e-324", 5e-324, 0)]
    [InlineData("1e-400", 0, 0)]
    [InlineData("1e400", 0, 106)]
    [InlineData("1e99999999999999999999", 0, 106)]
    [InlineData("1e-99999999999999999999", 0, 0)]
    [InlineData("0e99999999999999999999", 0, 0)]
    [InlineData("1.", 0, 106)]
    [InlineData("1.x", 0, 106)]
    [InlineData(".5", 0, 106)]
    [InlineData("1e", 0, 106)]
    [InlineData("1e+", 0, 106)]
    [InlineData("x", 0, 106)]
    [InlineData("", 0, 100)]
    [InlineData("9007199254740993", 9007199254740992, 0)]
    [InlineData("9007199254740993.00000000000000000000001", 9007199254740994, 0)]
    public void Reals(string input, double expected, int result)
    {
        using Machine machine = new(input);
        Assert.Equal(expected, machine.Text.ReadReal(Machine.Input));
        Assert.Equal(result, machine.File.IoResult());
    }

    [Fact]
    public void LongRealsAreRoundedExactly()
    {
        // Half-way between 1 and the next double, then a digit far behind that decides.
        string half = "1.00000000000000011102230246251565404236316680908203125";
        using Machine machine = new($"{half} {half}{new string('0', 5000)}1 0.{new string('0', 400)}{new string('9', 9000)}e401");
        Assert.Equal(1.0, machine.Text.ReadReal(Machine.Input));
        Assert.Equal(Math.BitIncrement(1.0), machine.Text.ReadReal(Machine.Input));
        Assert.Equal(10.0, machine.Text.ReadReal(Machine.Input));
    }

    [Fact]
    public void UnsignedNumbersUseAllBits()
    {
        using Machine machine = new("18446744073709551615 -0 -1");
        Assert.Equal(-1, machine.Text.ReadUnsigned(Machine.Input));
        Assert.Equal(0, machine.Text.ReadUnsigned(Machine.Input));
        Assert.Equal(0, machine.File.IoResult());
        Assert.Equal(0, machine.Text.ReadUnsigned(Machine.Input));
        Assert.Equal(106, machine.File.IoResult());
    }

    [Theory]
    [InlineData("ab\nc\n")]
    [InlineData("ab\r\nc\r\n")]
    [InlineData("ab\nc")]
    [InlineData("ab\r\nc")]
    public void LinesEndAlike(string input)
    {
        using Machine machine = new(input);
        StringBuilder seen = new();
        while (machine.File.Eof(Machine.Input) == 0)
        {
            while (machine.Text.Eoln(Machine.Input) == 0)
            {
                seen.Append((char)machine.Text.ReadChar(Machine.Input));
            }

            machine.Text.ReadLine(Machine.Input);
            seen.Append('|');
        }

        Assert.Equal("ab|c|", seen.ToString());
        Assert.Equal(0, machine.File.IoResult());
    }

    [Fact]
    public void ALineEndIsReadAsABlank()
    {
        using Machine machine = new("a\nb\rc");
        string seen = "";
        while (machine.File.Eof(Machine.Input) == 0)
        {
            seen += (char)machine.Text.ReadChar(Machine.Input);
        }

        Assert.Equal("a b\rc ", seen);
        Assert.Equal(0, machine.Text.ReadChar(Machine.Input));
        Assert.Equal(100, machine.File.IoResult());
        machine.Text.Eoln(Machine.Input);
        Assert.Equal(100, machine.File.IoResult());
        machine.Text.ReadLine(Machine.Input);
        Assert.Equal(100, machine.File.IoResult());
    }

    [Fact]
    public void AnEmptyFileHasNoLines()
    {
        using Machine machine = new("");
        Assert.Equal(1, machine.File.Eof(Machine.Input));
        Assert.Equal(1, machine.Text.SeekEof(Machine.Input));
        Assert.Equal(0, machine.File.IoResult());
    }

    [Fact]
    public void StringsTakeWhatFits()
    {
        using Machine machine = new("hello world\nnext\n");
        ShortString text = machine.String("", 5);
        machine.Text.ReadString(Machine.Input, text);
        Assert.Equal("hello"u8, text.Characters);
        machine.Text.ReadString(Machine.Input, text);
        Assert.Equal(" worl"u8, text.Characters);
        machine.Text.ReadLine(Machine.Input);
        Span<byte> array = machine.Bytes(machine.Allocate(8), 8);
        machine.Text.ReadChars(Machine.Input, array);
        Assert.Equal("next    "u8, array);
        machine.Text.ReadString(Machine.Input, text);
        Assert.Equal(0, text.Length);
        machine.Text.ReadLine(Machine.Input);
        machine.Text.ReadString(Machine.Input, text);
        Assert.Equal(100, machine.File.IoResult());
    }

    [Fact]
    public void NumbersAndLinesMix()
    {
        using Machine machine = new("3 4.5 x\n7\n  \n\n");
        Assert.Equal(3, machine.Text.ReadInteger(Machine.Input));
        Assert.Equal(4.5, machine.Text.ReadReal(Machine.Input));
        Assert.Equal(' ', machine.Text.ReadChar(Machine.Input));
        Assert.Equal('x', machine.Text.ReadChar(Machine.Input));
        machine.Text.ReadLine(Machine.Input);
        Assert.Equal(7, machine.Text.ReadInteger(Machine.Input));
        Assert.Equal(1, machine.Text.SeekEoln(Machine.Input));
        Assert.Equal(1, machine.Text.SeekEof(Machine.Input));
        Assert.Equal(1, machine.File.Eof(Machine.Input));
    }

    [Fact]
    public void NothingIsReadBeforeItIsAskedFor()
    {
        using Machine machine = new("x");
        FakeStream input = (FakeStream)machine.Options.Streams.Input;
        machine.WriteString(Machine.Output, "Name? ");
        Assert.Equal(0, input.Reads);
        Assert.Equal(0, machine.OutputData.Size);
        machine.File.Eof(Machine.Input);
        Assert.Equal(1, input.Reads);
        Assert.Equal(6, machine.OutputData.Size);
    }

    [Fact]
    public void ThePointerIntoTheFileIsLazyToo()
    {
        using Machine machine = new("ab");
        machine.File.Load(Machine.Input);
        Assert.Equal((byte)'a', machine.Bytes(Machine.Input + 16, 1)[0]);
        machine.File.Load(Machine.Input);
        Assert.Equal('a', machine.Text.ReadChar(Machine.Input));
        machine.File.Load(Machine.Input);
        Assert.Equal((byte)'b', machine.Bytes(Machine.Input + 16, 1)[0]);
        machine.File.Get(Machine.Input);
        machine.File.Load(Machine.Input);
        Assert.Equal((byte)' ', machine.Bytes(Machine.Input + 16, 1)[0]);
        machine.File.Get(Machine.Input);
        machine.File.Load(Machine.Input);
        Assert.Equal(100, machine.File.IoResult());
    }
}
