using ProcVM.Module;

namespace ProcVM.Runtime.Tiers;

/// <summary>Why compiled code is left before its function returns.</summary>
internal enum ExitKind
{
    /// <summary>It traps.</summary>
    Trap,

    /// <summary>The fuel is spent.</summary>
    FuelSpent,

    /// <summary>The interrupt flag was seen.</summary>
    Interrupted,

    /// <summary>A call came back without a result, or the interrupt flag was seen behind it; the state says which.</summary>
    Call,
}

/// <summary>A place in a function.</summary>
/// <param name="Function">The function, imports counted.</param>
/// <param name="Offset">In its P-code.</param>
internal readonly record struct CodePlace(int Function, int Offset);

/// <summary>One way out of compiled code.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Trap">The trap's kind, or None.</param>
/// <param name="Places">The activations that the code stands for there, innermost first.</param>
/// <param name="Block">The block of the innermost one that begins there; −1 for none.</param>
/// <param name="Behind">The function that has just returned there; negative for none, or one that isn't known.</param>
internal sealed record CompiledExit(ExitKind Kind, TrapKind Trap, CodePlace[] Places, int Block = -1, int Behind = -1);

/// <summary>The ways out of an instance's compiled code, by number. Safe to add to while others read.</summary>
internal sealed class CompiledExits
{
    private readonly Lock _adding = new();
    private CompiledExit[] _exits = new CompiledExit[64];
    private int _count;

    /// <summary>Adds one, and gives its number.</summary>
    public int Add(CompiledExit exit)
    {
        lock (_adding)
        {
            if (_count == _exits.Length)
            {
                CompiledExit[] larger = new CompiledExit[_count * 2];
                _exits.CopyTo(larger, 0);
                Volatile.Write(ref _exits, larger);
            }

            _exits[_count] = exit;
            return _count++;
        }
    }

    /// <summary>One that was added before the code that names it was published.</summary>
    public CompiledExit this[int number] => Volatile.Read(ref _exits)[number];
}
