using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ProcVM.Personality.Pvm.Numbers;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>ISO 7185 §6.9.3: what write writes. The expected strings are fpc 3.2.2's where it follows the standard; lines
/// marked "fpc differs" say what it writes instead.</summary>
public sealed class WriteFormatTests
{
    [Theory]
    [InlineData(0, -1, "0")]
    [InlineData(5, -1, "5")]
    [InlineData(-5, -1, "-5")]
    [InlineData(5, 5, "    5")]
    [InlineData(-5, 5, "   -5")]
    [InlineData(12345, 3, "12345")]
    [InlineData(-12345, 6, "-12345")]
    [InlineData(12345, 0, "12345")]
    [InlineData(2147483647, 12, "  2147483647")]
    [InlineData(long.MinValue, -1, "-9223372036854775808")]
    [InlineData(long.MaxValue, 20, " 9223372036854775807")]
    public void Integers(long value, int width, string expected)
    {
        using Machine machine = new();
        machine.Text.WriteInteger(Machine.Output, value, width);
        Assert.Equal(expected, machine.Written);
    }

    [Theory]
    [InlineData(0.0, -1, -1, " 0.0000000000000000E+000")]
    [InlineData(0.1, -1, -1, " 1.0000000000000001E-001")]
    [InlineData(1.0 / 3, -1, -1, " 3.3333333333333331E-001")]
    [InlineData(1.0 / 3, 30, -1, " 3.3333333333333331482962E-001")] // fpc differs: blanks and 17 digits
    [InlineData(1.0 / 3, 10, -1, " 3.33E-001")]
    [InlineData(1.0 / 3, 9, -1, " 3.3E-001")]
    [InlineData(1.0 / 3, 0, -1, " 3.3E-001")]
    [InlineData(-1.5, 9, -1, "-1.5E+000")]
    [InlineData(1e300, -1, -1, " 1.0000000000000001E+300")]
    [InlineData(5e-324, -1, -1, " 4.9406564584124654E-324")]
    [InlineData(1.7976931348623157e308, -1, -1, " 1.7976931348623157E+308")]
    [InlineData(9.9999, 10, -1, " 1.00E+001")]
    [InlineData(0.95, 9, -1, " 9.5E-001")]
    [InlineData(0.999, 9, -1, " 1.0E+000")]
    [InlineData(2.5, 1, 1, "2.5")]
    [InlineData(1.0 / 3, 0, 0, "0")]
    [InlineData(2.5, 0, 0, "3")]
    [InlineData(3.5, 0, 0, "4")]
    [InlineData(-2.5, 0, 0, "-3")]
    [InlineData(0.125, 0, 2, "0.13")]
    [InlineData(0.375, 8, 2, "    0.38")]
    [InlineData(1.005, 1, 2, "1.00")]
    [InlineData(1234.5678, 10, 2, "   1234.57")]
    [InlineData(-1234.5678, 10, 2, "  -1234.57")]
    [InlineData(-0.001, 6, 2, "  0.00")] // fpc differs: " -0.00"; §6.9.3.4.2 signs only what isn't zero when rounded
    [InlineData(-0.0, 6, 2, "  0.00")]
    [InlineData(0.0, 1, 3, "0.000")]
    [InlineData(0.05, 1, 1, "0.1")]
    [InlineData(0.04999, 1, 1, "0.0")]
    [InlineData(99.995, 1, 2, "100.00")]
    [InlineData(1e22, 1, 1, "10000000000000000000000.0")]
    [InlineData(1e23, 1, 1, "99999999999999991611392.0")]
    [InlineData(0.1, 1, 30, "0.100000000000000005551115123126")]
    [InlineData(double.PositiveInfinity, -1, -1, "                    +Inf")]
    [InlineData(double.NegativeInfinity, 2, -1, "-Inf")]
    [InlineData(double.NaN, 8, 3, "     Nan")]
    public void Reals(double value, int width, int decimals, string expected)
    {
        using Machine machine = new();
        machine.Text.WriteReal(Machine.Output, value, width, decimals);
        Assert.Equal(expected, machine.Written);
    }

    [Theory]
    [InlineData(3.14159265f, -1, -1, " 3.141592741E+00")]
    [InlineData(-1e-30f, -1, -1, "-1.000000003E-30")]
    [InlineData(-1e-30f, 0, -1, "-1.0E-30")]
    [InlineData(3.4e38f, 12, -1, " 3.40000E+38")]
    [InlineData(0.1f, 1, 12, "0.100000001490")]
    public void Singles(float value, int width, int decimals, string expected)
    {
        using Machine machine = new();
        machine.Text.WriteSingle(Machine.Output, value, width, decimals);
        Assert.Equal(expected, machine.Written);
    }

    [Theory]
    [InlineData("abc", -1, "abc")]
    [InlineData("abc", 5, "  abc")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abc", 2, "ab")]
    [InlineData("abc", 0, "")]
    [InlineData("", 3, "   ")]
    [InlineData("", -1, "")]
    public void Strings(string value, int width, string expected)
    {
        using Machine machine = new();
        machine.Text.WriteChars(Machine.Output, Encoding.Latin1.GetBytes(value), width);
        machine.Text.WriteString(Machine.Output, Encoding.Latin1.GetBytes(value), width);
        Assert.Equal(expected + expected, machine.Written);
    }

    [Fact]
    public void BooleansAndCharacters()
    {
        using Machine machine = new();
        machine.Text.WriteBoolean(Machine.Output, 1, -1);
        machine.Text.WriteBoolean(Machine.Output, 0, 8);
        machine.Text.WriteBoolean(Machine.Output, 1, 1);
        machine.Text.WriteBoolean(Machine.Output, 0, 2);
        machine.Text.WriteChar(Machine.Output, 'x', -1);
        machine.Text.WriteChar(Machine.Output, 'y', 3);
        Assert.Equal("TRUE   FALSETFAx  y", machine.Written);
    }

    [Fact]
    public void HugeWidthsNeedNoMemory()
    {
        using Machine machine = new();
        machine.Text.WriteInteger(Machine.Output, 1, 1_000_000);
        machine.Text.WriteReal(Machine.Output, 1.5, -1, 1_000_000);
        machine.Text.WriteReal(Machine.Output, 1.5, 1_000_000, -1);
        string written = machine.Written;
        Assert.Equal(3_000_002, written.Length);
        Assert.EndsWith("0E+000", written);
    }

    [Fact]
    public void BytesPassUnchanged()
    {
        using Machine machine = new();
        for (int i = 0; i < 256; i++)
        {
            machine.Text.WriteChar(Machine.Output, i, -1);
        }

        Assert.Equal([.. Enumerable.Range(0, 256).Select(i => (char)i)], machine.Written);
    }

    [Fact]
    public void DigitsAreThoseOfTheExactValue()
    {
        Arbitrary<double> doubles = Gen.Choose(int.MinValue, int.MaxValue).Two()
            .Select(pair => BitConverter.Int64BitsToDouble(((long)pair.Item1 << 32) | (uint)pair.Item2))
            .Where(double.IsFinite).ToArbitrary();
        Prop.ForAll(doubles, Gen.Choose(0, 40).ToArbitrary(), (value, decimals) =>
        {
            value = Math.Abs(value);
            byte[] digits = new byte[ExactDecimal.MaximumDigits];
            int count = ExactDecimal.Scaled(value, decimals, digits);
            return Encoding.ASCII.GetString(digits, 0, count) == Rounded(value, decimals).ToString(CultureInfo.InvariantCulture);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void NearbyValuesTakeTheShortPathToTheSameDigits()
    {
        Prop.ForAll(Gen.Choose(-2_000_000_000, 2_000_000_000).ToArbitrary(), Gen.Choose(1, 1000).ToArbitrary(), Gen.Choose(0, 24).ToArbitrary(), (mantissa, divisor, decimals) =>
        {
            double value = Math.Abs((double)mantissa / divisor);
            byte[] digits = new byte[ExactDecimal.MaximumDigits];
            int count = ExactDecimal.Scaled(value, decimals, digits);
            return Encoding.ASCII.GetString(digits, 0, count) == Rounded(value, decimals).ToString(CultureInfo.InvariantCulture);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void SeventeenDigitsReadBackAsTheSameNumber()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), number =>
        {
            using Machine machine = new();
            machine.Text.WriteReal(Machine.Output, number.Item, -1, -1);
            using Machine reader = new(machine.Written + "\n");
            return reader.Text.ReadReal(Machine.Input).Equals(number.Item == 0 ? 0.0 : number.Item);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    /// <summary>round(value × 10^decimals), halves up, by rational arithmetic.</summary>
    private static BigInteger Rounded(double value, int decimals)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)(bits >> 52) & 0x7FF;
        BigInteger numerator = (bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0 : 1L << 52);
        int exponent = Math.Max(biased, 1) - 1075;
        numerator *= BigInteger.Pow(10, decimals);
        BigInteger denominator = BigInteger.One;
        if (exponent >= 0)
        {
            numerator <<= exponent;
        }
        else
        {
            denominator <<= -exponent;
        }

        BigInteger floor = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        return rest * 2 >= denominator ? floor + 1 : floor;
    }
}
