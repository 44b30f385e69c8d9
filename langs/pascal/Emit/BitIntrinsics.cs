using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Rotations, arithmetic shifts and questions about single bits.</summary>
internal sealed class BitIntrinsics(RoutineEmitter routine)
{
    private const int NoBit = 255;

    private FunctionBuilder Code => routine.Code;

    internal void Push(BoundIntrinsic call)
    {
        BoundExpression value = call.Arguments[0];
        routine.Values.Push(value);
        switch (call.Intrinsic)
        {
            case Intrinsic.RotateLeft:
                Rotate(call, Opcode.I32Rotl, Opcode.I64Rotl);
                break;
            case Intrinsic.RotateRight:
                Rotate(call, Opcode.I32Rotr, Opcode.I64Rotr);
                break;
            case Intrinsic.ShiftArithmetic:
                PushCount(call);
                Code.Emit(value.Type.Size == 8 ? Opcode.I64ShrS : Opcode.I32ShrS);
                break;
            case Intrinsic.LowestBit:
                EmitLowest(value.Type.Size == 8);
                break;
            case Intrinsic.HighestBit:
                EmitHighest(value.Type.Size == 8);
                break;
            default:
                Code.Emit(value.Type.Size == 8 ? Opcode.I64Popcnt : Opcode.I32Popcnt);
                Narrow(value.Type.Size == 8);
                break;
        }
    }

    // A byte or word that fills an i32 again and again is rotated as it.
    private void Rotate(BoundIntrinsic call, Opcode narrow, Opcode wide)
    {
        int size = call.Type.Size;
        if (size < 4)
        {
            Code.I32(size == 1 ? 0x01010101 : 0x00010001);
            Code.Emit(Opcode.I32Mul);
        }

        PushCount(call);
        Code.Emit(size == 8 ? wide : narrow);
        if (size < 4)
        {
            Code.I32(size == 1 ? 0xFF : 0xFFFF);
            Code.Emit(Opcode.I32And);
        }
    }

    // P-code takes counts modulo 32 and 64 by itself.
    private void PushCount(BoundIntrinsic call)
    {
        int size = call.Type.Size;
        routine.Values.Push(call.Arguments[1]);
        if (size == 8)
        {
            Code.Emit(Opcode.I64ExtendI32U);
        }
        else if (size < 4)
        {
            Code.I32((size * 8) - 1);
            Code.Emit(Opcode.I32And);
        }
    }

    private void EmitLowest(bool isWide)
    {
        ValueType type = isWide ? ValueType.I64 : ValueType.I32;
        int value = Code.Take(type);
        Code.Tee(value);
        Code.Emit(isWide ? Opcode.I64Ctz : Opcode.I32Ctz);
        Narrow(isWide);
        Code.I32(NoBit);
        Code.Get(value);
        if (isWide)
        {
            Code.I64(0);
            Code.Emit(Opcode.I64Ne);
        }

        Code.Emit(Opcode.Select);
        Code.Release(value, type);
    }

    // Without any bit the place is -1, whose low byte is 255.
    private void EmitHighest(bool isWide)
    {
        Code.Emit(isWide ? Opcode.I64Clz : Opcode.I32Clz);
        Narrow(isWide);
        int zeros = Code.Take(ValueType.I32);
        Code.Set(zeros);
        Code.I32(isWide ? 63 : 31);
        Code.Get(zeros);
        Code.Emit(Opcode.I32Sub);
        Code.I32(NoBit);
        Code.Emit(Opcode.I32And);
        Code.Release(zeros, ValueType.I32);
    }

    private void Narrow(bool isWide)
    {
        if (isWide)
        {
            Code.Emit(Opcode.I32WrapI64);
        }
    }
}
