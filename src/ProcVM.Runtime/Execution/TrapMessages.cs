using System.Globalization;
using ProcVM.Module;

namespace ProcVM.Runtime.Execution;

/// <summary>Says what a trap was about, with the values that the trapping instruction had.</summary>
internal static unsafe class TrapMessages
{
    /// <summary>One sentence.</summary>
    public static string Describe(EngineState* state, TrapKind kind) => kind switch
    {
        TrapKind.Unreachable => "a place was reached that the compiler held to be unreachable",
        TrapKind.Overflow => "integer overflow",
        TrapKind.Division => "division by zero",
        TrapKind.Range => DescribeRange(state),
        TrapKind.Index => DescribeIndex(state),
        TrapKind.Nil => "nil pointer dereferenced",
        TrapKind.Variant => "field of a variant that is not active",
        TrapKind.Memory => "address outside the memory",
        TrapKind.Stack => "call depth limit reached: too deep a recursion",
        TrapKind.BadCall => "call through a procedural value that is nil or of another type",
        TrapKind.Conversion => "real value does not fit the integer type",
        TrapKind.OutOfMemory => "out of memory",
        TrapKind.Case => "no case constant matches the selector",
        TrapKind.Set => "value is not in the set's base type",
        TrapKind.String => "string is too long",
        TrapKind.Io => "input or output failed",
        TrapKind.Assertion => "assertion failed",
        TrapKind.Undefined => "a value was used before it was given",
        TrapKind.Domain => "argument outside the function's domain",
        TrapKind.Pointer => "pointer was not given by new, or was disposed already",
        TrapKind.Escape => "goto into a routine that has ended",
        TrapKind.Table => "table index out of bounds",
        _ => "trap",
    };

    /// <summary>One sentence about a trap in compiled code.</summary>
    public static string DescribeCompiled(EngineState* state, TrapKind kind) => kind switch
    {
        TrapKind.Range when state->TrapHasBounds != 0 => Outside("value", state->TrapValue, state->TrapLow, state->TrapHigh),
        TrapKind.Index when state->TrapHasBounds != 0 => Outside("index", state->TrapValue, state->TrapLow, state->TrapHigh),
        TrapKind.Range => "value out of range",
        TrapKind.Index => "index out of bounds",
        _ => Describe(state, kind),
    };

    private static string DescribeRange(EngineState* state)
    {
        RegisterInstruction* ip = state->Ip;
        ulong* r = state->Slots;
        return ip->Op switch
        {
            RegisterOp.Range32 => Outside("value", (int)r[ip->A], ip->Imm, ip->Target),
            RegisterOp.Range64 => Outside("value", (long)r[ip->A], ip->Long, ip[1].Long),
            RegisterOp.RangeV32 => Outside("value", (int)r[ip->A], (int)r[ip->B], (int)r[ip->C]),
            RegisterOp.RangeV64 => Outside("value", (long)r[ip->A], (long)r[ip->B], (long)r[ip->C]),
            _ => "value out of range",
        };
    }

    private static string DescribeIndex(EngineState* state)
    {
        RegisterInstruction* ip = state->Ip;
        ulong* r = state->Slots;
        if (ip->Op == RegisterOp.IndexOffsetV)
        {
            return Outside("index", (int)r[ip->B], (int)r[ip->C], (int)r[ip->Imm]);
        }

        if (ip->Op == RegisterOp.Trap)
        {
            return "index out of bounds";
        }

        int index = ip->Op is RegisterOp.Index or RegisterOp.IndexImm ? (int)r[ip->C] : (int)r[ip->B];
        return Outside("index", index, ip->Imm, ip->Imm + (long)(uint)ip->Target - 1);
    }

    private static string Outside(string what, long value, long low, long high) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {value} is not in {low}..{high}");
}
