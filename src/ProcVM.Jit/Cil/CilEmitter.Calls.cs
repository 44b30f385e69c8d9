using System.Reflection;
using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>Calls: of compiled functions directly, of others and of the host through slots.</summary>
internal sealed unsafe partial class CilEmitter
{
    private LocalBuilder? _target;
    private LocalBuilder? _entry;
    private LocalBuilder? _callee;
    private LocalBuilder? _left;

    private void Call(in IrInstruction call)
    {
        int function = (int)call.Imm;
        FunctionType type = Unit.Module.TypeOf(function);
        if (function < Unit.Module.Imports.Length)
        {
            TakeSample();
            ArgumentsToSlots(call, type);
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, Unit.Targets.HostCallOf(function));
            _il.Emit(OpCodes.Call, CilMethods.CallHost);
            LoadMemorySize();
            LeaveBehindHostCall(function);
            ResultFromSlot(call, type);
            return;
        }

        long entry = Unit.Targets.EntryOf(function);
        long cost = Unit.Targets.CostOf(function);
        long frame = Unit.Targets.FrameOf(function);
        if (TryInline(call, function))
        {
            return;
        }

        LocalBuilder depth = _left ??= _il.DeclareLocal(typeof(long));
        ChargeDepth(() => _il.Emit(OpCodes.Ldc_I8, cost), depth, TakesSamples);
        _il.Emit(OpCodes.Ldc_I8, entry);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Ldfld, EntryField(nameof(FunctionEntry.Compiled)));
        Transfer(call, type, function, () => PushFrameAfter(() => _il.Emit(OpCodes.Ldc_I8, frame)));
    }

    private void LeaveBehindHostCall(int function)
    {
        if (!TakesSamples)
        {
            LeaveIfAsked(NoFunction);
            return;
        }

        LoadField(nameof(EngineState.Leaving));
        _il.Emit(OpCodes.Brtrue, ExitAt(ExitKind.Call));
        TakeSample(function);
    }

    private void CallReference(in IrInstruction call)
    {
        FunctionType type = Unit.Module.Types[(int)call.Imm];
        LocalBuilder callee = _callee ??= _il.DeclareLocal(typeof(int));
        LocalBuilder entry = _entry ??= _il.DeclareLocal(typeof(FunctionEntry*));
        Push(call.A);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stloc, callee);
        _il.Emit(OpCodes.Ldloc, callee);
        LoadField(nameof(EngineState.FunctionCount));
        _il.Emit(OpCodes.Bge_Un, TrapAt(TrapKind.BadCall));
        LoadField(nameof(EngineState.Functions));
        _il.Emit(OpCodes.Ldloc, callee);
        _il.Emit(OpCodes.Conv_U);
        _il.Emit(OpCodes.Ldc_I4, sizeof(FunctionEntry));
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, entry);
        LoadEntryField(nameof(FunctionEntry.Signature));
        _il.Emit(OpCodes.Ldc_I4, Unit.Targets.SignatureOf((int)call.Imm));
        _il.Emit(OpCodes.Bne_Un, TrapAt(TrapKind.BadCall));
        ChargeDepth(PushCost, _left ??= _il.DeclareLocal(typeof(long)), TakesSamples);
        LoadEntryField(nameof(FunctionEntry.Compiled));
        Transfer(call, type, AnyFunction, () => PushFrameAfter(() =>
        {
            LoadEntryField(nameof(FunctionEntry.Frame));
            _il.Emit(OpCodes.Conv_I8);
        }));

        void PushCost()
        {
            LoadEntryField(nameof(FunctionEntry.Cost));
            _il.Emit(OpCodes.Conv_I8);
        }
    }

    /// <summary>Calls compiled code, whose address is on the stack, or the interpreter when it is null.</summary>
    private void Transfer(in IrInstruction call, FunctionType type, int function, Action pushFrame)
    {
        LocalBuilder target = _target ??= _il.DeclareLocal(typeof(nint));
        Label interpreted = _il.DefineLabel();
        Label done = _il.DefineLabel();
        _il.Emit(OpCodes.Stloc, target);
        _il.Emit(OpCodes.Ldloc, target);
        _il.Emit(OpCodes.Brfalse, interpreted);
        _il.Emit(OpCodes.Ldarg_0);
        pushFrame();
        _il.Emit(OpCodes.Ldloc, _left!);
        (int start, int count) = Operands.List(call);
        for (int i = 0; i < count; i++)
        {
            Push(Ir.Lists[start + i]);
        }

        _il.Emit(OpCodes.Ldloc, target);
        _il.EmitCalli(OpCodes.Calli, CallingConventions.Standard, CilTypes.Result(type), CilTypes.Parameters(type), null);
        if (type.Results.Length > 0)
        {
            Set(Ir.Lists[Operands.Results(call).Start]);
        }

        _il.Emit(OpCodes.Br, done);
        _il.MarkLabel(interpreted);
        ArgumentsToSlots(call, type);
        StoreDepth(() => _il.Emit(OpCodes.Ldloc, _left!));
        _il.Emit(OpCodes.Ldarg_0);
        PushBehind(function);
        pushFrame();
        _il.Emit(OpCodes.Call, CilMethods.Call);
        ResultFromSlot(call, type);
        _il.MarkLabel(done);
        LoadMemorySize();
        if (TakesSamples)
        {
            TellBehind(function);
        }
        else
        {
            LeaveIfAsked(function);
        }
    }

    private void ArgumentsToSlots(in IrInstruction call, FunctionType type)
    {
        (int start, int count) = Operands.List(call);
        for (int i = 0; i < count; i++)
        {
            int register = Ir.Lists[start + i];
            LocalBuilder? canonical = Canonicalise(register);
            PushSlot(i);
            if (canonical is not null)
            {
                _il.Emit(OpCodes.Ldloc, canonical);
            }
            else
            {
                Push(register);
            }

            CilTypes.StoreSlot(_il, type.Parameters[i]);
        }
    }

    private void ResultFromSlot(in IrInstruction call, FunctionType type)
    {
        if (type.Results.Length > 0)
        {
            PushSlot(0);
            CilTypes.LoadSlot(_il, type.Results[0]);
            Set(Ir.Lists[Operands.Results(call).Start]);
        }
    }

    private void PushSlot(int slot)
    {
        LoadField(nameof(EngineState.Slots));
        _il.Emit(OpCodes.Ldc_I4, slot * 8);
        _il.Emit(OpCodes.Add);
    }

    private void PushFrameAfter(Action pushSize)
    {
        PushFrame();
        pushSize();
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
    }

    /// <summary>Takes the callee's cost from the call depth (SPEC.md section 4), or traps.</summary>
    /// <param name="pushCost">Pushes the cost.</param>
    /// <param name="left">Takes what is left.</param>
    /// <param name="answers">The same comparison finds that a sample is wanted.</param>
    private void ChargeDepth(Action pushCost, LocalBuilder left, bool answers)
    {
        PushDepth();
        pushCost();
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Stloc, left);
        if (answers)
        {
            AnswerIfBelowFloor(left);
            return;
        }

        _il.Emit(OpCodes.Ldloc, left);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.Blt, TrapAt(TrapKind.Stack));
    }

    /// <summary>Tells others what is left of the call depth.</summary>
    private void StoreDepth(Action pushDepth)
    {
        _il.Emit(OpCodes.Ldarg_0);
        pushDepth();
        _il.Emit(OpCodes.Stfld, Field(nameof(EngineState.Depth)));
    }

    private void LoadEntryField(string name)
    {
        _il.Emit(OpCodes.Ldloc, _entry!);
        _il.Emit(OpCodes.Ldfld, EntryField(name));
    }

    private static FieldInfo EntryField(string name) => typeof(FunctionEntry).GetField(name)!;

    private void Escape(in IrInstruction escape)
    {
        TellDepth();
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldc_I4, (int)escape.Imm);
        _il.Emit(OpCodes.Ldc_I4, (int)escape.Imm2);
        Push(escape.A);
        _il.Emit(OpCodes.Ldc_I4, PlaceOf(ExitKind.Trap, TrapKind.Escape));
        _il.Emit(OpCodes.Call, CilMethods.Escape);
        ReturnNothing();
    }
}
