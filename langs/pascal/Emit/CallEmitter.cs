using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Calls of declared routines and of procedural values.</summary>
internal sealed class CallEmitter(RoutineEmitter routine)
{
    private FunctionBuilder Code => routine.Code;

    /// <summary>True for a call whose result, a dynamic array or what holds one, belongs to whoever takes it.</summary>
    internal static bool GivesOwned(BoundExpression value) => value switch
    {
        BoundCall or BoundIndirectCall => value.Type.NeedsZeros,
        BoundIntrinsic { Intrinsic: Intrinsic.CopyArray } => true,
        BoundConversion { Kind: ConversionKind.Same or ConversionKind.Pointer } conversion => GivesOwned(conversion.Operand),
        _ => false,
    };

    internal void Push(BoundCall call)
    {
        PushRaw(call);
        Keep(call.Type);
    }

    internal void Push(BoundIndirectCall call)
    {
        PushRaw(call);
        Keep(call.Type);
    }

    /// <summary>As <see cref="ValueEmitter.Push"/>, but a dynamic array that a call gives is the caller's to release.</summary>
    internal void PushOwned(BoundExpression value)
    {
        switch (value)
        {
            case BoundCall call:
                PushRaw(call);
                break;
            case BoundIndirectCall call:
                PushRaw(call);
                break;
            case BoundIntrinsic { Intrinsic: Intrinsic.CopyArray } copy:
                routine.Values.PushArrayCopy(copy);
                break;
            case BoundConversion conversion:
                PushOwned(conversion.Operand);
                break;
            default:
                throw new InvalidOperationException(value.GetType().Name);
        }
    }

    /// <summary>Makes the dynamic array on the operand stack this routine's to release.</summary>
    internal void Keep(PascalType type)
    {
        if (type is not DynamicArrayType)
        {
            return;
        }

        int kept = Code.NewLocal(ValueType.I32);
        int fresh = Code.Take(ValueType.I32);
        routine.ReleaseAtEnd(new Storage(StorageKind.Local, (uint)kept), type);
        Code.Set(fresh);
        Code.Get(kept);
        Code.Call(routine.Context.Managed.ReleaseArray(type));
        Code.Get(fresh);
        Code.Tee(kept);
        Code.Release(fresh, ValueType.I32);
    }

    /// <summary>Pushes a routine as a value: reference and static link.</summary>
    internal void PushReference(RoutineSymbol symbol)
    {
        Code.Reference(routine.Context.ReferenceTo(symbol));
        if (symbol.NeedsStaticLink)
        {
            routine.Places.PushFrameOf(symbol.Parent!);
        }
        else
        {
            Code.I32(0);
        }
    }

    private void PushRaw(BoundCall call)
    {
        if (call.Routine.NeedsStaticLink)
        {
            routine.Places.PushFrameOf(call.Routine.Parent!);
        }

        Address? result = PushResultAddress(call.Type);
        PushArguments(call.Routine.Type, call.Arguments);
        Code.Call(routine.Context.HandleOf(call.Routine));
        PushResult(result);
    }

    private void PushRaw(BoundIndirectCall call)
    {
        RoutineType type = (RoutineType)call.Callee.Type;
        int link = Code.Take(ValueType.I32);
        int reference = Code.Take(ValueType.I32);
        routine.Values.Push(call.Callee);
        Code.Set(link);
        Code.Set(reference);
        Code.Get(link);
        Address? result = PushResultAddress(call.Type);
        PushArguments(type, call.Arguments);
        Code.Get(reference);
        Code.Emit(Opcode.CallRef, (uint)Signatures.Of(routine.Context.Module, type, takesLink: true));
        Code.Release(link, ValueType.I32);
        Code.Release(reference, ValueType.I32);
        PushResult(result);
    }

    // What holds dynamic arrays stays until the routine ends, or until the same call comes again.
    private Address? PushResultAddress(PascalType type)
    {
        if (!type.IsMemory)
        {
            return null;
        }

        Address result = type.NeedsZeros
            ? new Address(AddressKind.Local, routine.Context.Managed.KeptResult(routine, type))
            : routine.Temporary(type.Size, type.Alignment);
        PushResult(result);
        return result;
    }

    private void PushResult(Address? result)
    {
        if (result is { IsLocal: true } local)
        {
            Code.Get((int)local.Offset);
        }
        else if (result is { } address)
        {
            routine.Places.Push(address);
        }
    }

    private void PushArguments(RoutineType type, BoundArgument[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            Parameter parameter = type.Parameters[i];
            PushArgument(parameter, arguments[i].Value);
            if (Signatures.BoundsOf(type.Parameters, i).Any())
            {
                foreach (BoundExpression bound in arguments[i].Bounds)
                {
                    routine.Values.Push(bound);
                }
            }
        }
    }

    private void PushArgument(Parameter parameter, BoundExpression value)
    {
        if (parameter.Type is OpenArrayType && value.Type is DynamicArrayType)
        {
            routine.Values.Push(value);
            Code.I32(DynamicArrayRoutines.HeaderSize);
            Code.Emit(Opcode.I32Add);
        }
        else if (parameter.IsReference || parameter.Type is OpenArrayType or ConformantArrayType)
        {
            if (value is BoundPlace place)
            {
                routine.Statements.MarkResult(place);
                routine.Places.PushAddress(place);
            }
            else
            {
                routine.Values.Push(value);
            }
        }
        else if (parameter.Type is StringType)
        {
            routine.Strings.PushString(value);
        }
        else
        {
            routine.Values.Push(value);
        }
    }
}
