using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Llvm;

/// <summary>What native code calls for all that it doesn't do itself.</summary>
/// <remarks>Nothing is thrown through native code: an exception, always a bug of ours, ends the run and is thrown again by whoever started it.</remarks>
// SAFETY: the state is that of the instance whose native code calls; place is a P-code offset and, above it, a trap's kind.
internal static unsafe class NativeExits
{
    /// <summary>Bits of a place that are the P-code offset: a function has at most 8 MiB of code.</summary>
    public const int OffsetBits = 24;

    /// <summary>Defines the routines by the names that native code knows them by.</summary>
    public static void AddTo(SymbolTable symbols)
    {
        symbols.Add("pvm.trap", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, uint, void>)&Trap);
        symbols.Add("pvm.outside", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, uint, long, long, long, void>)&Outside);
        symbols.Add("pvm.stop", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, int, void>)&Stop);
        symbols.Add("pvm.fuel", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, int, void>)&FuelSpent);
        symbols.Add("pvm.leave", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, int, void>)&Leave);
        symbols.Add("pvm.escape", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, int, uint, int, int, void>)&Escape);
        symbols.Add("pvm.answer", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, int, int, int>)&Answer);
        symbols.Add("pvm.host", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, int>)&CallHost);
        symbols.Add("pvm.call", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, byte*, int>)&Call);
        symbols.Add("pvm.rare", (nint)(delegate* unmanaged[Cdecl]<EngineState*, int, int, int, uint, uint, uint, uint*, int>)&Rare);
        symbols.Add("pvm.sin", (nint)(delegate* unmanaged[Cdecl]<double, double>)&Sin);
        symbols.Add("pvm.cos", (nint)(delegate* unmanaged[Cdecl]<double, double>)&Cos);
        symbols.Add("pvm.atan", (nint)(delegate* unmanaged[Cdecl]<double, double>)&Atan);
        symbols.Add("pvm.exp", (nint)(delegate* unmanaged[Cdecl]<double, double>)&Exp);
        symbols.Add("pvm.ln", (nint)(delegate* unmanaged[Cdecl]<double, double>)&Ln);
        symbols.Add("pvm.u64tof64", (nint)(delegate* unmanaged[Cdecl]<ulong, double>)&ToDouble);
        symbols.Add("pvm.u64tof32", (nint)(delegate* unmanaged[Cdecl]<ulong, float>)&ToSingle);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Trap(EngineState* state, int function, uint place)
    {
        try
        {
            CompiledCode.Exit(state, ExitKind.Trap, (TrapKind)(place >> OffsetBits), function, OffsetOf(place));
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
        }
    }

    /// <summary>A trap that tells a value and its bounds.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Outside(EngineState* state, int function, uint place, long value, long low, long high)
    {
        try
        {
            state->TrapValue = value;
            state->TrapLow = low;
            state->TrapHigh = high;
            state->TrapHasBounds = 1;
            CompiledCode.Exit(state, ExitKind.Trap, (TrapKind)(place >> OffsetBits), function, OffsetOf(place));
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
        }
    }

    /// <summary>The call depth is below its floor: it is used up, or the run is to stop.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Stop(EngineState* state, int function, int offset)
    {
        try
        {
            if ((Volatile.Read(ref state->Interrupt) & EngineState.Stop) != 0)
            {
                CompiledCode.Exit(state, ExitKind.Interrupted, TrapKind.None, function, offset);
            }
            else
            {
                CompiledCode.Exit(state, ExitKind.Trap, TrapKind.Stack, function, offset);
            }
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void FuelSpent(EngineState* state, int function, int offset)
    {
        try
        {
            CompiledCode.Exit(state, ExitKind.FuelSpent, TrapKind.None, function, offset);
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Leave(EngineState* state, int function, int offset)
    {
        try
        {
            CompiledCode.Exit(state, ExitKind.Call, TrapKind.None, function, offset);
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Escape(EngineState* state, int function, int label, uint address, int from, int offset)
    {
        try
        {
            CompiledCode.Escape(state, function, label, address, from, offset);
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
        }
    }

    /// <summary>Takes a sample, or ends the run: not 0 when the caller must leave.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Answer(EngineState* state, int function, int offset, int behind)
    {
        try
        {
            CompiledCode.AnswerInNative(state, function, offset, behind);
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
        }

        return (int)state->Leaving;
    }

    /// <summary>Not 0 when the caller must leave.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CallHost(EngineState* state, int hostCall)
    {
        try
        {
            CompiledCode.CallHost(state, hostCall);
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
        }

        return (int)state->Leaving;
    }

    /// <summary>Calls a function that has no native code. Not 0 when the caller must leave.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Call(EngineState* state, int function, byte* frame)
    {
        try
        {
            CompiledCode.Call(state, function, frame);
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
        }

        return (int)state->Leaving;
    }

    /// <summary>Gives a trap's kind, or 0.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Rare(EngineState* state, int op, int first, int second, uint a, uint b, uint c, uint* result)
    {
        try
        {
            return (int)CompiledCode.Rare(state, (Opcode)op, first, second, a, b, c, result);
        }
        catch (Exception bug)
        {
            CompiledCode.Fail(state, bug);
            return (int)TrapKind.Unreachable;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static double Sin(double x) => Transcendental.Sin(x);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static double Cos(double x) => Transcendental.Cos(x);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static double Atan(double x) => Transcendental.Atan(x);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static double Exp(double x) => Transcendental.Exp(x);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static double Ln(double x) => Transcendental.Ln(x);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static double ToDouble(ulong x) => FloatingPoint.ToDouble(x);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static float ToSingle(ulong x) => FloatingPoint.ToSingle(x);

    private static int OffsetOf(uint place) => (int)(place & ((1 << OffsetBits) - 1));
}
