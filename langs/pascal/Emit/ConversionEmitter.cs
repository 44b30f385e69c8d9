using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Changes of representation.</summary>
internal sealed class ConversionEmitter(RoutineEmitter routine)
{
    private FunctionBuilder Code => routine.Code;

    internal void Push(BoundConversion conversion)
    {
        BoundExpression operand = conversion.Operand;
        switch (conversion.Kind)
        {
            case ConversionKind.Ordinal:
                PushOrdinal(conversion);
                break;
            case ConversionKind.IntegerToReal:
                routine.Values.Push(operand);
                bool isSingle = conversion.Type.Representation == Representation.F32;
                Code.Emit((operand.Type.Representation, ValueEmitter.IsUnsigned(operand.Type)) switch
                {
                    (Representation.I64, true) => isSingle ? Opcode.F32ConvertI64U : Opcode.F64ConvertI64U,
                    (Representation.I64, _) => isSingle ? Opcode.F32ConvertI64S : Opcode.F64ConvertI64S,
                    (_, true) => isSingle ? Opcode.F32ConvertI32U : Opcode.F64ConvertI32U,
                    _ => isSingle ? Opcode.F32ConvertI32S : Opcode.F64ConvertI32S,
                });
                break;
            case ConversionKind.RealToSingle:
                routine.Values.Push(operand);
                Code.Emit(Opcode.F32DemoteF64);
                break;
            case ConversionKind.SingleToReal:
                routine.Values.Push(operand);
                Code.Emit(Opcode.F64PromoteF32);
                break;
            case ConversionKind.CharToString or ConversionKind.CharsToString:
                routine.Strings.PushAsString(operand, conversion.Type as StringType);
                break;
            case ConversionKind.Set:
                routine.Sets.PushConversion(operand, (SetType)conversion.Type);
                break;
            case ConversionKind.RoutineToPointer:
                routine.Values.Push(operand);
                Code.Emit(Opcode.Drop);
                break;
            case ConversionKind.Pointer:
                routine.Values.Push(operand);
                ChangeWidth(operand.Type, conversion.Type);
                break;
            default:
                routine.Values.Push(operand);
                break;
        }
    }

    private void PushOrdinal(BoundConversion conversion)
    {
        BoundExpression operand = conversion.Operand;
        OrdinalType target = (OrdinalType)conversion.Type;
        routine.Values.Push(operand);
        ChangeWidth(operand.Type, target);
        bool fits = operand.Range.IsInside(target.StorageRange.Low, target.StorageRange.High);
        if (fits || target.Size >= 4)
        {
            return;
        }

        switch (target.Size, target.IsSigned)
        {
            case (1, true):
                Code.Emit(Opcode.I32Extend8S);
                break;
            case (2, true):
                Code.Emit(Opcode.I32Extend16S);
                break;
            default:
                Code.I32(target.Size == 1 ? 0xFF : 0xFFFF);
                Code.Emit(Opcode.I32And);
                break;
        }
    }

    private void ChangeWidth(PascalType from, PascalType to)
    {
        if (from.Representation == Representation.I64 && to.Representation == Representation.I32)
        {
            Code.Emit(Opcode.I32WrapI64);
        }
        else if (from.Representation == Representation.I32 && to.Representation == Representation.I64)
        {
            bool isUnsigned = from is not OrdinalType || ValueEmitter.IsUnsigned(from);
            Code.Emit(isUnsigned ? Opcode.I64ExtendI32U : Opcode.I64ExtendI32S);
        }
    }
}
