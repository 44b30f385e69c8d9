using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Predeclared functions of numbers.</summary>
internal sealed class NumberIntrinsics(RoutineEmitter routine)
{
    private FunctionBuilder Code => routine.Code;

    internal void Push(BoundIntrinsic call)
    {
        routine.Values.Push(call.Arguments[0]);
        bool isWide = call.Type.Representation == Representation.I64;
        bool isSingle = call.Type.Representation == Representation.F32;
        switch (call.Intrinsic)
        {
            case Intrinsic.AbsInteger:
                EmitAbs(isWide, call.IsChecked);
                break;
            case Intrinsic.AbsReal:
                Code.Emit(isSingle ? Opcode.F32Abs : Opcode.F64Abs);
                break;
            case Intrinsic.SqrInteger:
                EmitSquare(isWide ? ValueType.I64 : ValueType.I32, (isWide, call.IsChecked) switch
                {
                    (true, true) => Opcode.I64MulO,
                    (true, false) => Opcode.I64Mul,
                    (false, true) => Opcode.I32MulO,
                    _ => Opcode.I32Mul,
                });
                break;
            case Intrinsic.SqrReal:
                EmitSquare(isSingle ? ValueType.F32 : ValueType.F64, isSingle ? Opcode.F32Mul : Opcode.F64Mul);
                break;
            case Intrinsic.Sin:
                Code.Emit(Opcode.F64Sin);
                break;
            case Intrinsic.Cos:
                Code.Emit(Opcode.F64Cos);
                break;
            case Intrinsic.Exp:
                Code.Emit(Opcode.F64Exp);
                break;
            case Intrinsic.Ln:
                EmitDomain(ValueType.F64, Opcode.F64Gt);
                Code.Emit(Opcode.F64Ln);
                break;
            case Intrinsic.Sqrt:
                EmitDomain(isSingle ? ValueType.F32 : ValueType.F64, isSingle ? Opcode.F32Ge : Opcode.F64Ge);
                Code.Emit(isSingle ? Opcode.F32Sqrt : Opcode.F64Sqrt);
                break;
            case Intrinsic.ArcTan:
                Code.Emit(Opcode.F64Atan);
                break;
            case Intrinsic.Round:
                Code.Call(routine.Context.Round);
                Code.Emit(isWide ? Opcode.I64TruncF64S : Opcode.I32TruncF64S);
                break;
            case Intrinsic.Trunc:
                Code.Emit(isWide ? Opcode.I64TruncF64S : Opcode.I32TruncF64S);
                break;
            case Intrinsic.Int:
                Code.Emit(Opcode.F64Trunc);
                break;
            case Intrinsic.Frac:
                EmitFraction();
                break;
            default:
                EmitSwap(call.Type.Size);
                break;
        }
    }

    private void EmitAbs(bool isWide, bool isChecked)
    {
        if (isChecked)
        {
            Code.Emit(isWide ? Opcode.I64AbsO : Opcode.I32AbsO);
            return;
        }

        ValueType type = isWide ? ValueType.I64 : ValueType.I32;
        int value = Code.Take(type);
        int negated = Code.Take(type);
        Code.Set(value);
        PushZero(isWide);
        Code.Get(value);
        Code.Emit(isWide ? Opcode.I64Sub : Opcode.I32Sub);
        Code.Set(negated);
        Code.Get(value);
        Code.Get(negated);
        Code.Get(value);
        PushZero(isWide);
        Code.Emit(isWide ? Opcode.I64GeS : Opcode.I32GeS);
        Code.Emit(Opcode.Select);
        Code.Release(value, type);
        Code.Release(negated, type);
    }

    private void PushZero(bool isWide)
    {
        if (isWide)
        {
            Code.I64(0);
        }
        else
        {
            Code.I32(0);
        }
    }

    private void EmitSquare(ValueType type, Opcode multiply)
    {
        int value = Code.Take(type);
        Code.Tee(value);
        Code.Get(value);
        Code.Emit(multiply);
        Code.Release(value, type);
    }

    // Traps unless the value compares with zero as asked; not-a-number never does.
    private void EmitDomain(ValueType type, Opcode comparison)
    {
        int value = Code.Take(type);
        Code.Tee(value);
        if (type == ValueType.F32)
        {
            Code.F32(0);
        }
        else
        {
            Code.F64(0);
        }

        Code.Emit(comparison);
        LabelHandle inside = Code.NewLabelHere(drop: 1);
        Code.Branch(Opcode.BrIf, inside);
        Code.Trap(TrapKind.Domain);
        Code.Mark(inside);
        Code.Get(value);
        Code.Release(value, type);
    }

    private void EmitFraction()
    {
        int value = Code.Take(ValueType.F64);
        Code.Tee(value);
        Code.Get(value);
        Code.Emit(Opcode.F64Trunc);
        Code.Emit(Opcode.F64Sub);
        Code.Release(value, ValueType.F64);
    }

    private void EmitSwap(int size)
    {
        switch (size)
        {
            case 8:
                Code.I64(32);
                Code.Emit(Opcode.I64Rotl);
                break;
            case 4:
                Code.I32(16);
                Code.Emit(Opcode.I32Rotl);
                break;
            default:
                int value = Code.Take(ValueType.I32);
                Code.Tee(value);
                Code.I32(8);
                Code.Emit(Opcode.I32Shl);
                Code.I32(0xFF00);
                Code.Emit(Opcode.I32And);
                Code.Get(value);
                Code.I32(8);
                Code.Emit(Opcode.I32ShrU);
                Code.I32(0xFF);
                Code.Emit(Opcode.I32And);
                Code.Emit(Opcode.I32Or);
                Code.Release(value, ValueType.I32);
                break;
        }
    }
}
