namespace ProcVM.Pascal.Binding;

/// <summary>A type whose values are integers, characters, booleans or enumerated.</summary>
internal abstract class OrdinalType : PascalType
{
    private protected OrdinalType(long low, long high, int size, bool isSigned)
    {
        Low = low;
        High = high;
        Size = size;
        Alignment = size;
        IsSigned = isSigned;
    }

    /// <summary>The least value.</summary>
    internal long Low { get; private protected set; }

    /// <summary>The greatest value; of qword long.MaxValue, though its i64 may be read as unsigned.</summary>
    internal long High { get; private protected set; }

    /// <summary>True when storage is sign-extended, false when zero-extended.</summary>
    internal bool IsSigned { get; private protected set; }

    /// <summary>The type without subrange: integer (or int64, qword…), char, boolean or an enumerated type.</summary>
    internal virtual OrdinalType Host => this;

    /// <summary>The number of values; saturates.</summary>
    internal long Count => High - Low < 0 || High - Low == long.MaxValue ? long.MaxValue : High - Low + 1;

    /// <summary>What any bit pattern in storage can give: wider than Low..High for subranges and enumerated types,
    /// since a variable may be read before it was set.</summary>
    internal Interval StorageRange => (Size, IsSigned) switch
    {
        (1, true) => new Interval(sbyte.MinValue, sbyte.MaxValue),
        (1, false) => new Interval(0, byte.MaxValue),
        (2, true) => new Interval(short.MinValue, short.MaxValue),
        (2, false) => new Interval(0, ushort.MaxValue),
        (4, true) => Interval.Integer,
        (4, false) => new Interval(0, uint.MaxValue),
        _ => Interval.Everything,
    };

    internal Interval Range => IsQWord ? Interval.Everything : new Interval(Low, High);

    internal bool IsInteger => Host is IntegerType;

    /// <summary>True when the i64 of a value is read as unsigned.</summary>
    internal bool IsQWord => Size == 8 && !IsSigned;

    internal override Representation Representation => Size == 8 ? Representation.I64 : Representation.I32;
}

/// <summary>The integer types: shortint, byte, smallint, word, integer (longint), cardinal (longword), int64, qword.</summary>
internal sealed class IntegerType : OrdinalType
{
    internal IntegerType(string name, int size, bool isSigned)
        : base(LeastOf(size, isSigned), GreatestOf(size, isSigned), size, isSigned) => Name = name;

    private protected override string Describe() => "integer";

    private static long LeastOf(int size, bool isSigned) => isSigned ? long.MinValue >> (64 - (size * 8)) : 0;

    private static long GreatestOf(int size, bool isSigned) =>
        size == 8 ? long.MaxValue : (1L << ((size * 8) - (isSigned ? 1 : 0))) - 1;
}

/// <summary>char: 8 bits.</summary>
internal sealed class CharType : OrdinalType
{
    internal CharType()
        : base(0, 255, 1, isSigned: false) => Name = "char";

    private protected override string Describe() => "char";
}

/// <summary>boolean: false is 0, true is 1; one byte.</summary>
internal sealed class BooleanType : OrdinalType
{
    internal BooleanType()
        : base(0, 1, 1, isSigned: false) => Name = "boolean";

    private protected override string Describe() => "boolean";
}

/// <summary>An enumerated type: 1 byte for ordinals in 0..255, else 2 or 4.</summary>
internal sealed class EnumType : OrdinalType
{
    internal EnumType()
        : base(0, 0, 1, isSigned: false)
    {
    }

    /// <summary>Names and values in order of declaration.</summary>
    internal (string Name, long Value)[] Members { get; private set; } = [];

    /// <summary>True when the values are 0, 1, 2… (the dialect's <c>name = value</c> can leave gaps).</summary>
    internal bool IsDense { get; private set; } = true;

    internal override Representation Representation => Representation.I32;

    internal void SetMembers((string Name, long Value)[] members)
    {
        Members = members;
        long low = long.MaxValue;
        long high = long.MinValue;
        for (int i = 0; i < members.Length; i++)
        {
            low = Math.Min(low, members[i].Value);
            high = Math.Max(high, members[i].Value);
            IsDense &= members[i].Value == i;
        }

        (Low, High) = members.Length == 0 ? (0, 0) : (low, high);
        (Size, IsSigned) = Low < 0 || High > ushort.MaxValue ? (4, true) : (High > byte.MaxValue ? 2 : 1, false);
        Alignment = Size;
    }

    private protected override string Describe() =>
        Members.Length == 0 ? "enumerated type" : Members.Length == 1 ? $"({Members[0].Name})" : $"({Members[0].Name}, ...)";
}

/// <summary>low..high of a host type; stored in as few of 1, 2, 4, 8 bytes as hold the bounds (never more than the host).</summary>
internal sealed class SubrangeType : OrdinalType
{
    internal SubrangeType(OrdinalType host, long low, long high)
        : base(low, high, host.Size, host.IsSigned)
    {
        Host = host.Host;
        if (Host is IntegerType)
        {
            (Size, IsSigned) = Storage(low, high, host);
            Alignment = Size;
        }
    }

    internal override OrdinalType Host { get; }

    private protected override string Describe() => $"{Spell(Low)}..{Spell(High)}";

    private static (int Size, bool IsSigned) Storage(long low, long high, OrdinalType host) => (low, high) switch
    {
        ( >= 0, <= byte.MaxValue) => (1, false),
        ( >= sbyte.MinValue, <= sbyte.MaxValue) => (1, true),
        ( >= 0, <= ushort.MaxValue) => (2, false),
        ( >= short.MinValue, <= short.MaxValue) => (2, true),
        ( >= int.MinValue, <= int.MaxValue) => (4, true),
        ( >= 0, <= uint.MaxValue) => (4, false),
        _ => (8, host.IsSigned || !host.IsQWord),
    };

    private string Spell(long value) => Host switch
    {
        CharType when value is > 32 and < 127 => $"'{(char)value}'",
        CharType => $"#{value}",
        BooleanType => value == 0 ? "false" : "true",
        EnumType host => Array.Find(host.Members, member => member.Value == value).Name ?? $"{value}",
        _ => $"{value}",
    };
}
