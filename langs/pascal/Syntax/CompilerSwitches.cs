namespace ProcVM.Pascal.Syntax;

/// <summary>The directives that are on at a place in the source: <c>{$R+}</c> and its like.</summary>
[Flags]
public enum CompilerSwitches : byte
{
    /// <summary>Everything off.</summary>
    None = 0,

    /// <summary><c>{$R}</c>: subranges, indices, nil, variants and the like are checked.</summary>
    RangeChecks = 1,

    /// <summary><c>{$Q}</c>: integer overflow is checked.</summary>
    OverflowChecks = 2,

    /// <summary><c>{$I}</c>: a failed file operation ends the program; off, it is left for <c>ioresult</c>.</summary>
    IoChecks = 4,

    /// <summary><c>{$B}</c>: <c>and</c> and <c>or</c> evaluate both operands.</summary>
    FullBooleans = 8,

    /// <summary>The state a source begins with.</summary>
    Default = RangeChecks | OverflowChecks | IoChecks,
}
