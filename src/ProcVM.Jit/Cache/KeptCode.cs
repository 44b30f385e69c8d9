using System.Globalization;

namespace ProcVM.Jit.Cache;

/// <summary>What a piece of kept code is.</summary>
internal enum KeptKind
{
    /// <summary>A function, perhaps with others that were compiled along with it.</summary>
    Function,

    /// <summary>A way into a function at one of its blocks.</summary>
    Loop,

    /// <summary>The routine that calls functions of a type with arguments from slots.</summary>
    Enter,
}

/// <summary>An object that LLVM made, as it is kept.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Function">The function, imports counted; 0 for <see cref="KeptKind.Enter"/>.</param>
/// <param name="Block">The block; −1 for what is no <see cref="KeptKind.Loop"/>.</param>
/// <param name="Type">The letters of the type; empty for what is no <see cref="KeptKind.Enter"/>.</param>
/// <param name="Members">The functions in it, the one it is for first; empty for what is no <see cref="KeptKind.Function"/>.</param>
/// <param name="Object">The object file. Whether it is one is found out when it is loaded.</param>
internal sealed record KeptCode(KeptKind Kind, int Function, int Block, string Type, int[] Members, ReadOnlyMemory<byte> Object)
{
    /// <summary>A function, perhaps with others.</summary>
    public static KeptCode OfFunction(int[] members, ReadOnlyMemory<byte> code) => new(KeptKind.Function, members[0], -1, "", members, code);

    /// <summary>A way into a function.</summary>
    public static KeptCode OfLoop(int function, int block, ReadOnlyMemory<byte> code) => new(KeptKind.Loop, function, block, "", [], code);

    /// <summary>The routine for a type.</summary>
    public static KeptCode OfEnter(string type, ReadOnlyMemory<byte> code) => new(KeptKind.Enter, 0, -1, type, [], code);

    /// <summary>What it is known by among a module's code.</summary>
    public string Name => Kind == KeptKind.Enter ? NameOf(Type) : NameOf(Function, Block);

    /// <summary>The name of a function (block −1) or of a way into one.</summary>
    public static string NameOf(int function, int block) => string.Concat(
        function.ToString(CultureInfo.InvariantCulture), ".", block.ToString(CultureInfo.InvariantCulture));

    /// <summary>The name of the routine for a type.</summary>
    public static string NameOf(string type) => string.Concat("enter ", type);
}
