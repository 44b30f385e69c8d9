using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Small functions are written into their callers: .NET's compiler does that with no dynamic method. Call depth, traps and stack traces stay
/// those of a call.</summary>
internal sealed unsafe partial class CilEmitter
{
    // Instructions of a function that is inlined, and of all that are, into one method.
    private const int LargestInlined = 80;
    private const int MostInlined = 700;
    private const int DeepestInlined = 4;

    // A function in itself: fib becomes a third faster by one, and hardly more by two.
    private const int MostOfOne = 4;

    // What a method has on the host's stack besides its registers.
    private const int OtherBytes = 256;

    private readonly CompilationUnit _outermost;
    private readonly Dictionary<int, CompilationUnit?> _callees = [];
    private int _inlined;
    private int _hostBytes;

    private static int FrameBytes(IrFunction ir) => ir.RegisterCount * 8;

    /// <summary>Writes the called function here. False when it is better called.</summary>
    private bool TryInline(in IrInstruction call, int function)
    {
        if (!CanInline(function, out CompilationUnit? unit))
        {
            return false;
        }

        FunctionType type = unit.Module.TypeOf(function);
        CilActivation caller = _now;
        CilActivation callee = new(unit, _il)
        {
            Callers = Places(),
            Depth = _il.DeclareLocal(typeof(long)),
            Result = type.Results.Length > 0 ? _il.DeclareLocal(CilTypes.Of(type.Results[0])) : null,
        };
        long cost = Unit.Targets.CostOf(function);
        ChargeDepth(() => _il.Emit(OpCodes.Ldc_I8, cost), callee.Depth, IsSampledInlined(unit, Unit.Function));
        callee.Frame = FrameOfInlined(Unit.Targets.FrameOf(function));
        (int start, int count) = Operands.List(call);
        for (int i = 0; i < count; i++)
        {
            Push(Ir.Lists[start + i]);
            callee.Registers[i] = _il.DeclareLocal(CilTypes.Of(unit.Ir.Types[i]));
            _il.Emit(OpCodes.Stloc, callee.Registers[i]!);
        }

        int pc = _pc;
        _now = callee;
        ClearLocals();
        EmitBody();
        _now = caller;
        _pc = pc;
        _il.MarkLabel(callee.End);
        if (callee.Result is { } result)
        {
            _il.Emit(OpCodes.Ldloc, result);
            Set(Ir.Lists[Operands.Results(call).Start]);
        }

        return true;
    }

    private bool CanInline(int function, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CompilationUnit? unit)
    {
        unit = null;
        if (_now.Callers.Length >= DeepestInlined || CountOf(function) >= MostOfOne)
        {
            return false;
        }

        if (!_callees.TryGetValue(function, out unit))
        {
            unit = Unit.Callee(function, LargestInlined);
            if (unit is not null && !CilFunction.CanCompile(unit))
            {
                unit = null;
            }

            _callees.Add(function, unit);
        }

        if (unit is null || _inlined + unit.Ir.Count > MostInlined || _hostBytes + FrameBytes(unit.Ir) > _frameBytes)
        {
            return false;
        }

        _inlined += unit.Ir.Count;
        _hostBytes += FrameBytes(unit.Ir);
        return true;
    }

    /// <summary>How many of the functions around this place are a function.</summary>
    private int CountOf(int function)
    {
        int count = Unit.Function == function ? 1 : 0;
        foreach (CodePlace caller in _now.Callers)
        {
            count += caller.Function == function ? 1 : 0;
        }

        return count;
    }

    private LocalBuilder? FrameOfInlined(int size)
    {
        if (size == 0)
        {
            return _now.Frame;
        }

        LocalBuilder frame = _il.DeclareLocal(typeof(byte*));
        PushFrameAfter(() => _il.Emit(OpCodes.Ldc_I8, (long)size));
        _il.Emit(OpCodes.Stloc, frame);
        return frame;
    }

    /// <summary>Locals begin as zeros where that can be seen; those of a method do by themselves.</summary>
    private void ClearLocals()
    {
        bool[] seen = EntryLiveness.Find(Ir);
        for (int local = Ir.ParameterCount; local < seen.Length; local++)
        {
            if (seen[local])
            {
                PushConstant(Ir.Types[local], 0);
                Set(local);
            }
        }
    }
}
