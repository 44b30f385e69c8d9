using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Predeclared string routines.</summary>
internal sealed class StringIntrinsics(RoutineEmitter routine)
{
    private FunctionBuilder Code => routine.Code;

    internal void Push(BoundIntrinsic call)
    {
        BoundExpression[] arguments = call.Arguments;
        switch (call.Intrinsic)
        {
            case Intrinsic.Length:
                PushLength(arguments[0]);
                break;
            case Intrinsic.Copy:
                Address copy = NewText();
                routine.Strings.PushString(arguments[0]);
                routine.Values.Push(arguments[1]);
                routine.Values.Push(arguments[2]);
                routine.Host(PvmImports.StringCopy);
                routine.Places.Push(copy);
                break;
            case Intrinsic.Pos:
                routine.Strings.PushString(arguments[0]);
                routine.Strings.PushString(arguments[1]);
                routine.Host(PvmImports.StringPos);
                break;
            case Intrinsic.UpCaseChar:
                PushCase(arguments[0], 'a');
                break;
            case Intrinsic.LowerCaseChar:
                PushCase(arguments[0], 'A');
                break;
            case Intrinsic.UpperCase:
                PushMapped(arguments[0], 'a');
                break;
            case Intrinsic.LowerCase:
                PushMapped(arguments[0], 'A');
                break;
            case Intrinsic.StringOfChar:
                PushFilled(arguments);
                break;
            case Intrinsic.Insert:
                routine.Strings.PushString(arguments[0]);
                routine.Places.PushAddress((BoundPlace)arguments[1]);
                Code.I32(((StringType)arguments[1].Type).Capacity);
                routine.Values.Push(arguments[2]);
                routine.Host(PvmImports.StringInsert);
                break;
            case Intrinsic.Delete:
                routine.Places.PushAddress((BoundPlace)arguments[0]);
                routine.Values.Push(arguments[1]);
                routine.Values.Push(arguments[2]);
                routine.Host(PvmImports.StringDelete);
                break;
            case Intrinsic.SetLengthString:
                SetLength((BoundPlace)arguments[0], arguments[1], call.IsChecked);
                break;
            case Intrinsic.Str:
                EmitStr(arguments);
                break;
            default:
                EmitVal(arguments, call.IsChecked);
                break;
        }
    }

    // Pushes address and capacity of a fresh string.
    private Address NewText()
    {
        Address text = routine.Temporary(StringEmitter.MaxLength + 1, 1);
        routine.Places.Push(text);
        Code.I32(StringEmitter.MaxLength);
        return text;
    }

    private void PushLength(BoundExpression text)
    {
        if (text is BoundString constant)
        {
            Code.I32(Math.Min(constant.Value.Length, StringEmitter.MaxLength));
            return;
        }

        routine.Strings.PushString(text);
        Code.Emit(Opcode.I32Load8U, 0);
    }

    // A letter of the other case differs in bit 5.
    private void PushCase(BoundExpression character, char first)
    {
        int value = Code.Take(ValueType.I32);
        routine.Values.Push(character);
        Code.Tee(value);
        Code.Get(value);
        routine.Conditions.PushInRange(first, first + 25, ValueType.I32);
        Code.I32(5);
        Code.Emit(Opcode.I32Shl);
        Code.Emit(Opcode.I32Xor);
        Code.Release(value, ValueType.I32);
    }

    private void PushMapped(BoundExpression text, char first)
    {
        Address result = routine.Temporary(StringEmitter.MaxLength + 1, 1);
        routine.Places.Push(result);
        routine.Strings.PushString(text);
        Code.I32(first);
        Code.Call(routine.Context.MapCase);
        routine.Places.Push(result);
    }

    private void PushFilled(BoundExpression[] arguments)
    {
        Address result = routine.Temporary(StringEmitter.MaxLength + 1, 1);
        int character = Code.Take(ValueType.I32);
        int count = Code.Take(ValueType.I32);
        routine.Values.Push(arguments[0]);
        Code.Set(character);
        routine.Values.Push(arguments[1]);
        Code.Set(count);
        Clip(count, StringEmitter.MaxLength);
        routine.Places.Push(result);
        Code.Get(count);
        Code.Emit(Opcode.I32Store8, 0);
        routine.Places.Push(result.Plus(1));
        Code.Get(character);
        Code.Get(count);
        Code.Emit(Opcode.MemoryFill);
        routine.Places.Push(result);
        Code.Release(character, ValueType.I32);
        Code.Release(count, ValueType.I32);
    }

    // count := the nearest value in 0..most.
    private void Clip(int count, int most)
    {
        Code.I32(0);
        Code.Get(count);
        Code.Get(count);
        Code.I32(0);
        Code.Emit(Opcode.I32LtS);
        Code.Emit(Opcode.Select);
        Code.Tee(count);
        Code.I32(most);
        Code.Get(count);
        Code.I32(most);
        Code.Emit(Opcode.I32LtS);
        Code.Emit(Opcode.Select);
        Code.Set(count);
    }

    private void SetLength(BoundPlace text, BoundExpression length, bool isChecked)
    {
        int capacity = ((StringType)text.Type).Capacity;
        int count = Code.Take(ValueType.I32);
        routine.Values.Push(length);
        Code.Set(count);
        if (isChecked)
        {
            LabelHandle fits = Code.NewLabelHere();
            Code.Get(count);
            Code.I32(capacity);
            Code.Emit(Opcode.I32LeU);
            Code.Branch(Opcode.BrIf, fits);
            Code.Trap(TrapKind.String);
            Code.Mark(fits);
        }
        else
        {
            Clip(count, capacity);
        }

        routine.Places.PushAddress(text);
        Code.Get(count);
        Code.Emit(Opcode.I32Store8, 0);
        Code.Release(count, ValueType.I32);
    }

    private void EmitStr(BoundExpression[] arguments)
    {
        BoundExpression value = arguments[0];
        BoundPlace target = (BoundPlace)arguments[3];
        routine.Places.PushAddress(target);
        Code.I32(((StringType)target.Type).Capacity);
        if (value.Type is RealType real)
        {
            routine.Values.Push(value);
            if (real.IsSingle)
            {
                Code.Emit(Opcode.F64PromoteF32);
            }

            routine.Values.Push(arguments[1]);
            routine.Values.Push(arguments[2]);
            routine.Host(PvmImports.StringFromReal);
        }
        else
        {
            routine.Values.PushWide(value);
            routine.Values.Push(arguments[1]);
            routine.Host(value.Type is OrdinalType { IsQWord: true } ? PvmImports.StringFromUint : PvmImports.StringFromInt);
        }
    }

    private void EmitVal(BoundExpression[] arguments, bool isChecked)
    {
        BoundPlace target = (BoundPlace)arguments[1];
        Address code = routine.Temporary(4, 4);
        Address place = routine.Places.LocateTarget(target);
        routine.Strings.PushString(arguments[0]);
        routine.Places.Push(code);
        if (target.Type is RealType real)
        {
            routine.Host(PvmImports.StringToReal);
            if (real.IsSingle)
            {
                Code.Emit(Opcode.F32DemoteF64);
            }
        }
        else
        {
            routine.Host(PvmImports.StringToInt);
            OrdinalType type = (OrdinalType)target.Type;
            if (isChecked && type.Size < 8)
            {
                Code.Range(Opcode.I64Range, Math.Min(type.Low, 0), Math.Max(type.High, 0));
            }

            if (type.Representation == Representation.I32)
            {
                Code.Emit(Opcode.I32WrapI64);
            }
        }

        routine.Places.Store(place, Cells.Of(target.Type));
        if (arguments[2] is BoundPlace errors)
        {
            Address error = routine.Places.LocateTarget(errors);
            routine.Places.Load(code, Cell.I32);
            if (errors.Type.Representation == Representation.I64)
            {
                Code.Emit(Opcode.I64ExtendI32S);
            }

            routine.Places.Store(error, Cells.Of(errors.Type));
        }
    }
}
