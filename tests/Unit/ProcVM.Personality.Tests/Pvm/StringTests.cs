using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ProcVM.Personality.Pvm;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>Short strings: Turbo Pascal's routines against .NET's.</summary>
public sealed class StringTests
{
    [Fact]
    public void RoutinesCutWhatIsTooLong()
    {
        using Machine machine = new();
        ShortStringCalls calls = machine.Calls.ShortString;
        ShortString text = machine.String("hello", 8);
        calls.Append(text, " world"u8);
        Assert.Equal("hello wo"u8, text.Characters);
        calls.AppendChar(text, '!');
        Assert.Equal("hello wo"u8, text.Characters);
        calls.Delete(text, 2, 3);
        Assert.Equal("ho wo"u8, text.Characters);
        calls.AppendChar(text, '!');
        Assert.Equal("ho wo!"u8, text.Characters);
        calls.Insert("abcdef"u8, text, 3);
        Assert.Equal("hoabcdef"u8, text.Characters);
        calls.Copy(text, "0123456789"u8, 3, 4);
        Assert.Equal("2345"u8, text.Characters);
        calls.Copy(text, "0123456789"u8, 9, 100);
        Assert.Equal("89"u8, text.Characters);
        calls.Copy(text, "0123456789"u8, 11, 1);
        Assert.Equal(0, text.Length);
        calls.Copy(text, "0123456789"u8, int.MinValue, int.MaxValue);
        Assert.Equal("01234567"u8, text.Characters);
        calls.Delete(text, int.MaxValue, int.MaxValue);
        calls.Delete(text, 0, 3);
        calls.Delete(text, 3, -1);
        Assert.Equal("01234567"u8, text.Characters);
        calls.Delete(text, 3, int.MaxValue);
        Assert.Equal("01"u8, text.Characters);
        Assert.Equal(3, calls.Pos("23"u8, "0123"u8));
        Assert.Equal(0, calls.Pos(""u8, "0123"u8));
        Assert.Equal(-1, calls.Compare("ab"u8, "abc"u8));
        Assert.Equal(1, calls.Compare([0xFF], "z"u8));
        Assert.Equal(0, calls.Compare(""u8, ""u8));
    }

    [Fact]
    public void StringsMayOverlap()
    {
        using Machine machine = new();
        ShortStringCalls calls = machine.Calls.ShortString;
        ShortString text = machine.String("abc", 20);
        calls.Append(text, text.Characters);
        Assert.Equal("abcabc"u8, text.Characters);
        calls.Insert(text.Characters, text, 2);
        Assert.Equal("aabcabcbcabc"u8, text.Characters);
        calls.Assign(text, text.Characters[3..]);
        Assert.Equal("cabcbcabc"u8, text.Characters);
        calls.Copy(text, text.Characters, 2, 4);
        Assert.Equal("abcb"u8, text.Characters);
    }

    [Fact]
    public void AWrongStoredLengthIsHarmless()
    {
        Span<byte> storage = stackalloc byte[6];
        storage.Fill((byte)'x');
        storage[0] = 200;
        ShortString text = new(storage);
        Assert.Equal(5, text.Length);
        using Machine machine = new();
        machine.Calls.ShortString.Delete(text, 1, 2);
        Assert.Equal("xxx"u8, text.Characters);
    }

    [Theory]
    [InlineData("12", 12, 0)]
    [InlineData("  -7", -7, 0)]
    [InlineData("$ff", 255, 0)]
    [InlineData("-$10", -16, 0)]
    [InlineData("%101", 5, 0)]
    [InlineData("&17", 15, 0)]
    [InlineData("$FFFFFFFFFFFFFFFF", -1, 0)]
    [InlineData("12 ", 0, 3)]
    [InlineData("1x2", 0, 2)]
    [InlineData("", 0, 1)]
    [InlineData("-", 0, 2)]
    [InlineData("$", 0, 2)]
    [InlineData("9223372036854775807", long.MaxValue, 0)]
    [InlineData("9223372036854775808", 0, 19)]
    [InlineData("-9223372036854775808", long.MinValue, 0)]
    [InlineData("129", 129, 0)]
    [InlineData("%2", 0, 2)]
    public void ValOfIntegers(string text, long expected, int code)
    {
        using Machine machine = new();
        uint place = machine.Allocate(4);
        Assert.Equal(expected, machine.Calls.ShortString.ToInteger(Encoding.Latin1.GetBytes(text), place));
        Assert.Equal(code, BitConverter.ToInt32(machine.Bytes(place, 4)));
    }

    [Theory]
    [InlineData("1.5", 1.5, 0)]
    [InlineData(" -1e3", -1000, 0)]
    [InlineData("5.", 5, 0)]
    [InlineData(".5", 0.5, 0)]
    [InlineData(".", 0, 2)]
    [InlineData("1e", 0, 3)]
    [InlineData("1.5x", 0, 4)]
    [InlineData("", 0, 1)]
    [InlineData("1e999", 0, 6)]
    public void ValOfReals(string text, double expected, int code)
    {
        using Machine machine = new();
        uint place = machine.Allocate(4);
        Assert.Equal(expected, machine.Calls.ShortString.ToReal(Encoding.Latin1.GetBytes(text), place));
        Assert.Equal(code, BitConverter.ToInt32(machine.Bytes(place, 4)));
    }

    [Fact]
    public void StrWritesLikeWrite()
    {
        using Machine machine = new();
        ShortString text = machine.String("", 30);
        machine.Calls.ShortString.FromInteger(text, -42, 6);
        Assert.Equal("   -42"u8, text.Characters);
        machine.Calls.ShortString.FromUnsigned(text, -1, -1);
        Assert.Equal("18446744073709551615"u8, text.Characters);
        machine.Calls.ShortString.FromReal(text, 3.14159, 8, 2);
        Assert.Equal("    3.14"u8, text.Characters);
        machine.Calls.ShortString.FromReal(text, 3.5, -1, -1);
        Assert.Equal(" 3.5000000000000000E+000"u8, text.Characters);
        machine.Calls.ShortString.FromInteger(text, 7, int.MaxValue);
        Assert.Equal(30, text.Length);
        machine.Calls.ShortString.FromReal(text, 7, int.MaxValue, int.MaxValue);
        Assert.Equal("7.0000000000000000000000000000"u8, text.Characters);
    }

    [Fact]
    public void StrAndValAreInverse()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), value =>
        {
            using Machine machine = new();
            ShortString text = machine.String("", 30);
            uint place = machine.Allocate(4);
            machine.Calls.ShortString.FromInteger(text, value, 25);
            return machine.Calls.ShortString.ToInteger(text.Characters, place) == value;
        }).QuickCheckThrowOnFailure();
    }
}
