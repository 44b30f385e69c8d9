using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Finds elements of arrays and strings: constant indices become offsets, others one <c>index</c> when checked.</summary>
internal sealed class ElementEmitter(RoutineEmitter routine)
{
    private FunctionBuilder Code => routine.Code;

    internal Address Locate(BoundPlace place, long adjust) => place switch
    {
        BoundElement element => LocateFixed(
            element.Array, element.Index, Bounds((ArrayType)element.Array.Type), element.ChecksIndex, adjust),
        BoundStringElement element => LocateFixed(
            element.Text, element.Index, (0, ((StringType)element.Text.Type).Capacity, 1), element.ChecksIndex, adjust),
        BoundConformantElement element => LocateConformant(element).Plus(adjust),
        BoundOpenElement element => LocateOpen(element).Plus(adjust),
        BoundDynamicElement element => LocateDynamic(element).Plus(adjust),
        _ => throw new InvalidOperationException(place.GetType().Name),
    };

    private static (long Low, long High, int Size) Bounds(ArrayType array) =>
        (array.Index.Low, array.Index.High, array.Element.Size);

    private Address LocateFixed(
        BoundPlace array, BoundExpression index, (long Low, long High, int Size) bounds, bool isChecked, long adjust)
    {
        if (index is BoundOrdinal constant && (!isChecked || (bounds.Low <= constant.Value && constant.Value <= bounds.High)))
        {
            return routine.Places.Locate(array, adjust + ((constant.Value - bounds.Low) * bounds.Size));
        }

        // What is to be taken away goes down to the base; what is to be added stays above, in the access's own offset, so
        // that the fields of one element share its address.
        long down = Math.Min(adjust, 0) - (isChecked ? 0 : bounds.Low * bounds.Size);
        long offset = PushBase(routine.Places.Locate(array, down)) + Math.Max(adjust, 0);
        PushIndex(index, bounds.Low, bounds.High, isChecked);
        if (isChecked)
        {
            Code.Index((int)bounds.Low, (int)bounds.High, (uint)bounds.Size);
        }
        else
        {
            AddScaled(bounds.Size);
        }

        return new Address(AddressKind.Pushed, offset);
    }

    // Pushes the base; what an access can add for nothing is left as the offset of what comes of it. A negative offset
    // is added here, where it is part of what stays the same from element to element.
    private long PushBase(Address address)
    {
        if (address.IsPushed && address.Offset >= 0)
        {
            return address.Offset;
        }

        routine.Places.Push(address);
        return 0;
    }

    private void AddScaled(int size)
    {
        if (size != 1)
        {
            Code.I32(size);
            Code.Emit(Opcode.I32Mul);
        }

        Code.Emit(Opcode.I32Add);
    }

    /// <summary>Pushes an index as an i32; a wide one that no i32 can be traps here when checked.</summary>
    private void PushIndex(BoundExpression index, long low, long high, bool isChecked)
    {
        routine.Values.Push(index);
        if (index.Type.Representation != Representation.I64)
        {
            return;
        }

        if (isChecked)
        {
            int value = Code.Take(ValueType.I64);
            Code.Tee(value);
            Code.I64(low);
            Code.Emit(Opcode.I64Sub);
            Code.I64(high - low);
            LabelHandle inside = Code.NewLabelHere(drop: 2);
            Code.Emit(Opcode.I64LeU);
            Code.Branch(Opcode.BrIf, inside);
            Code.Trap(TrapKind.Index);
            Code.Mark(inside);
            Code.Get(value);
            Code.Release(value, ValueType.I64);
        }

        Code.Emit(Opcode.I32WrapI64);
    }

    private Address LocateConformant(BoundConformantElement element)
    {
        ConformantArrayType array = (ConformantArrayType)element.Array.Type;
        routine.Places.PushAddress(element.Array);
        bool isFixed = element.Type is not ConformantArrayType;
        if (element.ChecksIndex)
        {
            if (!isFixed)
            {
                Code.I32(0);
            }

            PushIndex(element.Index, int.MinValue, int.MaxValue, isChecked: true);
            routine.Places.PushBound(array.LowBound!);
            routine.Places.PushBound(array.HighBound!);
            Code.Emit(Opcode.Indexv, (uint)(isFixed ? element.Type.Size : 1));
            if (isFixed)
            {
                return Address.Pushed;
            }
        }
        else
        {
            PushIndex(element.Index, int.MinValue, int.MaxValue, isChecked: false);
            routine.Places.PushBound(array.LowBound!);
            Code.Emit(Opcode.I32Sub);
        }

        routine.Places.PushSize(element.Type);
        Code.Emit(Opcode.I32Mul);
        Code.Emit(Opcode.I32Add);
        return Address.Pushed;
    }

    private Address LocateOpen(BoundOpenElement element)
    {
        routine.Places.PushAddress(element.Array);
        PushIndex(element.Index, 0, int.MaxValue, element.ChecksIndex);
        if (!element.ChecksIndex)
        {
            AddScaled(element.Type.Size);
            return Address.Pushed;
        }

        Code.I32(0);
        routine.Places.PushHigh(element.Array.Variable);
        Code.Emit(Opcode.Indexv, (uint)element.Type.Size);
        return Address.Pushed;
    }

    // The header of an empty array is the zeros at address 0: its length reads as 0.
    private Address LocateDynamic(BoundDynamicElement element)
    {
        routine.Values.Push(element.Array);
        if (!element.ChecksIndex)
        {
            PushIndex(element.Index, 0, int.MaxValue, isChecked: false);
            AddScaled(element.Type.Size);
            return new Address(AddressKind.Pushed, DynamicArrayRoutines.HeaderSize);
        }

        int array = Code.Take(ValueType.I32);
        Code.Tee(array);
        PushIndex(element.Index, 0, int.MaxValue, isChecked: true);
        Code.I32(0);
        Code.Get(array);
        Code.Emit(Opcode.I32Load, 0);
        Code.I32(1);
        Code.Emit(Opcode.I32Sub);
        Code.Emit(Opcode.Indexv, (uint)element.Type.Size);
        Code.Release(array, ValueType.I32);
        return new Address(AddressKind.Pushed, DynamicArrayRoutines.HeaderSize);
    }
}
