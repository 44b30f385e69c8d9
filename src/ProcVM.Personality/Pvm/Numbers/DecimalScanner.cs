using System.Globalization;

namespace ProcVM.Personality.Pvm.Numbers;

/// <summary>Collects a decimal number digit by digit and gives the nearest double, however many digits there were.</summary>
internal ref struct DecimalScanner
{
    /// <summary>Room the digits need: one more than any double has, and one that stands for all that follow.</summary>
    public const int BufferSize = ExactDecimal.MaximumSignificant + 32;

    private const int KeptDigits = ExactDecimal.MaximumSignificant + 1;
    private const int ExponentBound = 100_000_000;

    private readonly Span<byte> _text;
    private int _count;
    private long _scale;
    private bool _hasMore;
    private int _exponent;
    private bool _isExponentNegative;

    /// <summary>Starts a number.</summary>
    /// <param name="buffer">At least <see cref="BufferSize"/> bytes.</param>
    public DecimalScanner(Span<byte> buffer) => _text = buffer;

    /// <summary>Adds a digit of the number, before or behind the point.</summary>
    public void AddDigit(int digit, bool isFraction)
    {
        if (_count == 0 && digit == '0')
        {
            _scale -= isFraction ? 1 : 0;
        }
        else if (_count < KeptDigits)
        {
            _text[_count++] = (byte)digit;
            _scale -= isFraction ? 1 : 0;
        }
        else
        {
            _hasMore |= digit != '0';
            _scale += isFraction ? 0 : 1;
        }
    }

    /// <summary>Sets the sign of the exponent.</summary>
    public void SetExponentSign(bool isNegative) => _isExponentNegative = isNegative;

    /// <summary>Adds a digit of the exponent.</summary>
    public void AddExponentDigit(int digit) => _exponent = Math.Min((_exponent * 10) + digit - '0', ExponentBound);

    /// <summary>The number; infinity when it is too large.</summary>
    public readonly double ToDouble()
    {
        if (_count == 0)
        {
            return 0;
        }

        Span<byte> text = _text;
        int length = _count;
        long scale = _scale + (_isExponentNegative ? -_exponent : _exponent);
        if (_hasMore)
        {
            text[length++] = (byte)'1';
            scale--;
        }

        text[length++] = (byte)'E';
        Math.Clamp(scale, -ExponentBound, ExponentBound).TryFormat(text[length..], out int digits, default, CultureInfo.InvariantCulture);
        return double.Parse(text[..(length + digits)], NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
    }
}
