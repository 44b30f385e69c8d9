using ProcVM.Personality.Pvm.Files;

namespace ProcVM.Personality.Pvm.Numbers;

/// <summary>Reads numbers from text files as ISO 7185 §6.9.1 says: blanks, tabs and line ends before one are skipped, the
/// character after it stays. It looks one character ahead, no further.</summary>
internal readonly ref struct NumberReader
{
    private readonly FileTable _table;
    private readonly PascalFile _file;
    private readonly TextInput _input;

    /// <summary>Reads from where a file is.</summary>
    public NumberReader(FileTable table, PascalFile file, TextInput input)
    {
        _table = table;
        _file = file;
        _input = input;
    }

    /// <summary>signed-integer; 0 and an I/O result when there is none, or when it doesn't fit.</summary>
    public long ReadInteger()
    {
        if (!TryStart(out int next, out bool isNegative) || !TryDigits(next, out ulong magnitude))
        {
            return 0;
        }

        ulong largest = isNegative ? 1UL << 63 : long.MaxValue;
        if (magnitude > largest)
        {
            _table.Fail(_file, IoError.InvalidNumber);
            return 0;
        }

        return unchecked((long)(isNegative ? 0 - magnitude : magnitude));
    }

    /// <summary>An unsigned integer of 64 bits; a sign may be '+' only.</summary>
    public ulong ReadUnsigned()
    {
        if (!TryStart(out int next, out bool isNegative) || !TryDigits(next, out ulong magnitude))
        {
            return 0;
        }

        if (isNegative && magnitude != 0)
        {
            _table.Fail(_file, IoError.InvalidNumber);
            return 0;
        }

        return magnitude;
    }

    /// <summary>signed-number; rounded to the nearest double.</summary>
    public double ReadReal()
    {
        DecimalScanner number = new(stackalloc byte[DecimalScanner.BufferSize]);
        if (!TryStart(out int next, out bool isNegative) || !TryFraction(ref next, ref number, isFraction: false))
        {
            return 0;
        }

        if (next == '.')
        {
            _input.Skip(next);
            next = _input.Peek();
            if (!TryFraction(ref next, ref number, isFraction: true))
            {
                return 0;
            }
        }

        if (next is 'e' or 'E' && !TryExponent(next, ref number))
        {
            return 0;
        }

        double value = number.ToDouble();
        if (double.IsInfinity(value))
        {
            _table.Fail(_file, IoError.InvalidNumber);
            return 0;
        }

        return isNegative ? -value : value;
    }

    private static bool IsDigit(int next) => (uint)(next - '0') <= 9;

    /// <summary>Skips what may precede a number, and its sign.</summary>
    private bool TryStart(out int next, out bool isNegative)
    {
        next = _input.SkipBlanks(lineEnds: true);
        isNegative = next == '-';
        if (next is '+' or '-')
        {
            _input.Skip(next);
            next = _input.Peek();
        }

        if (IsDigit(next))
        {
            return true;
        }

        Reject(next);
        return false;
    }

    private bool TryDigits(int next, out ulong magnitude)
    {
        magnitude = 0;
        bool fits = true;
        while (IsDigit(next))
        {
            ulong digit = (uint)(next - '0');
            fits &= magnitude <= (ulong.MaxValue - digit) / 10;
            magnitude = unchecked((magnitude * 10) + digit);
            _input.Skip(next);
            next = _input.Peek();
        }

        if (!fits)
        {
            _table.Fail(_file, IoError.InvalidNumber);
        }

        return fits && next != TextInput.Failed;
    }

    /// <summary>Takes a digit-sequence, at least one digit.</summary>
    private bool TryFraction(ref int next, ref DecimalScanner number, bool isFraction)
    {
        if (!IsDigit(next))
        {
            Reject(next);
            return false;
        }

        while (IsDigit(next))
        {
            number.AddDigit(next, isFraction);
            _input.Skip(next);
            next = _input.Peek();
        }

        return next != TextInput.Failed;
    }

    /// <summary>Takes a scale-factor.</summary>
    private bool TryExponent(int next, ref DecimalScanner number)
    {
        _input.Skip(next);
        next = _input.Peek();
        if (next is '+' or '-')
        {
            number.SetExponentSign(next == '-');
            _input.Skip(next);
            next = _input.Peek();
        }

        if (!IsDigit(next))
        {
            Reject(next);
            return false;
        }

        while (IsDigit(next))
        {
            number.AddExponentDigit(next);
            _input.Skip(next);
            next = _input.Peek();
        }

        return next != TextInput.Failed;
    }

    private void Reject(int next)
    {
        if (next != TextInput.Failed)
        {
            _table.Fail(_file, next == TextInput.End ? IoError.ReadPastEnd : IoError.InvalidNumber);
        }
    }
}
