namespace ProcVM.Pascal.Syntax;

/// <summary>An operator before its operand.</summary>
public enum UnaryOperator
{
    /// <summary><c>+</c></summary>
    Plus,

    /// <summary><c>-</c></summary>
    Minus,

    /// <summary><c>not</c></summary>
    Not,

    /// <summary><c>@</c></summary>
    AddressOf,
}

/// <summary>An operator between two operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>&lt;&gt;</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>in</c></summary>
    In,

    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>or</c></summary>
    Or,

    /// <summary><c>xor</c></summary>
    Xor,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>div</c></summary>
    Div,

    /// <summary><c>mod</c></summary>
    Mod,

    /// <summary><c>and</c></summary>
    And,

    /// <summary><c>shl</c></summary>
    ShiftLeft,

    /// <summary><c>shr</c></summary>
    ShiftRight,

    /// <summary><c>&gt;&lt;</c>: the symmetric difference of sets.</summary>
    SymmetricDifference,
}
