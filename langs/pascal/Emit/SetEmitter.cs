using System.Text;
using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Sets: small ones are i64 values, large ones 32 bytes whose address is the value.</summary>
internal sealed class SetEmitter(RoutineEmitter routine)
{
    private FunctionBuilder Code => routine.Code;

    private SetRoutines Routines => routine.Context.Sets;

    internal void PushConstant(BoundSet set)
    {
        if (((SetType)set.Type).IsSmall)
        {
            Code.I64((long)set.Words[0]);
        }
        else
        {
            routine.Places.PushStatic(AddressOf(set.Words));
        }
    }

    internal void PushConstructor(BoundSetConstructor constructor)
    {
        if (((SetType)constructor.Type).IsSmall)
        {
            PushSmallConstructor(constructor);
            return;
        }

        Address set = NewSet();
        Initialise(set, constructor.Constant);
        foreach ((BoundExpression low, BoundExpression? high) in constructor.Members)
        {
            routine.Places.Push(set);
            routine.Values.Push(low);
            if (high is null)
            {
                Code.Call(Routines.Include);
            }
            else
            {
                routine.Values.Push(high);
                Code.Call(Routines.IncludeRange);
            }
        }

        routine.Places.Push(set);
    }

    internal void PushBinary(BoundBinary binary)
    {
        if (!((SetType)binary.Type).IsSmall)
        {
            Address set = NewSet();
            routine.Places.Push(set);
            routine.Values.Push(binary.Left);
            routine.Values.Push(binary.Right);
            Code.Call(binary.Operator switch
            {
                BoundOperator.Union => Routines.Union,
                BoundOperator.Intersection => Routines.Intersection,
                BoundOperator.Difference => Routines.Difference,
                _ => Routines.SymmetricDifference,
            });
            routine.Places.Push(set);
            return;
        }

        routine.Values.Push(binary.Left);
        routine.Values.Push(binary.Right);
        if (binary.Operator == BoundOperator.Difference)
        {
            Complement();
        }

        Code.Emit(binary.Operator switch
        {
            BoundOperator.Union => Opcode.I64Or,
            BoundOperator.SymmetricDifference => Opcode.I64Xor,
            _ => Opcode.I64And,
        });
    }

    /// <summary>Set comparisons, as 0 or 1.</summary>
    internal void PushComparison(BoundBinary binary)
    {
        if (((SetType)binary.Left.Type).IsSmall)
        {
            PushSmallComparison(binary);
            return;
        }

        routine.Values.Push(binary.Left);
        if (binary.Operator == BoundOperator.Superset)
        {
            int left = Code.Take(ValueType.I32);
            Code.Set(left);
            routine.Values.Push(binary.Right);
            Code.Get(left);
            Code.Call(Routines.Subset);
            Code.Release(left, ValueType.I32);
            return;
        }

        routine.Values.Push(binary.Right);
        if (binary.Operator == BoundOperator.Subset)
        {
            Code.Call(Routines.Subset);
            return;
        }

        Code.I32(SetRoutines.LargeSize);
        Code.Emit(Opcode.MemoryCompare);
        Code.Emit(Opcode.I32Eqz);
        if (binary.Operator == BoundOperator.NotEqual)
        {
            Code.Emit(Opcode.I32Eqz);
        }
    }

    /// <summary>member in set, as 0 or 1, for any member.</summary>
    internal void PushMembership(BoundExpression member, BoundExpression set)
    {
        if (set is BoundSet constant)
        {
            PushConstantMembership(member, constant.Words);
        }
        else if (set is BoundSetConstructor { Constant: null, Members.Length: 1 } constructor && IsSimple(constructor.Members[0]))
        {
            PushRangeMembership(member, constructor.Members[0]);
        }
        else if (((SetType)set.Type).IsSmall)
        {
            routine.Values.Push(set);
            PushMember(member);
            Code.Emit(Opcode.I64Bit);
        }
        else
        {
            PushMember(member);
            routine.Values.Push(set);
            Code.Call(Routines.Has);
        }
    }

    /// <summary>A set in the form of another set type.</summary>
    internal void PushConversion(BoundExpression operand, SetType target)
    {
        SetType source = (SetType)operand.Type;
        if (source.IsSmall == target.IsSmall)
        {
            routine.Values.Push(operand);
        }
        else if (target.IsSmall)
        {
            routine.Values.Push(operand);
            Code.Emit(Opcode.I64Load, 0);
        }
        else
        {
            Address set = NewSet();
            Initialise(set, null);
            routine.Places.Push(set);
            routine.Values.Push(operand);
            Code.Emit(Opcode.I64Store, 0);
            routine.Places.Push(set);
        }
    }

    /// <summary>Passes a set on whose members lie within bounds.</summary>
    internal void PushCheck(BoundSetCheck check)
    {
        ulong[] words = Words(check.Low, check.High);
        ValueType type = check.Type.IsMemory ? ValueType.I32 : ValueType.I64;
        int set = Code.Take(type);
        routine.Values.Push(check.Operand);
        Code.Tee(set);
        if (type == ValueType.I64)
        {
            Code.I64((long)~words[0]);
            Code.Emit(Opcode.I64And);
            Code.Emit(Opcode.I64Eqz);
        }
        else
        {
            routine.Places.PushStatic(AddressOf(words));
            Code.Call(Routines.Subset);
        }

        LabelHandle fits = Code.NewLabelHere(drop: 1);
        Code.Branch(Opcode.BrIf, fits);
        Code.Trap(TrapKind.Set);
        Code.Mark(fits);
        Code.Get(set);
        Code.Release(set, type);
    }

    /// <summary>Passes a value on that may become a member of a set.</summary>
    internal void PushMember(BoundRangeCheck check)
    {
        bool isWide = check.Type.Representation == Representation.I64;
        ValueType type = isWide ? ValueType.I64 : ValueType.I32;
        int value = Code.Take(type);
        routine.Values.Push(check.Operand);
        Code.Tee(value);
        if (isWide)
        {
            Code.I64(check.Low);
            Code.Emit(Opcode.I64Sub);
            Code.I64(check.High - check.Low);
            Code.Emit(Opcode.I64LeU);
        }
        else
        {
            Code.I32((int)check.Low);
            Code.Emit(Opcode.I32Sub);
            Code.I32((int)(check.High - check.Low));
            Code.Emit(Opcode.I32LeU);
        }

        LabelHandle fits = Code.NewLabelHere(drop: 1);
        Code.Branch(Opcode.BrIf, fits);
        Code.Trap(TrapKind.Set);
        Code.Mark(fits);
        Code.Get(value);
        Code.Release(value, type);
    }

    /// <summary>include and exclude.</summary>
    internal void Change(BoundPlace place, BoundExpression member, bool isExclude)
    {
        if (!((SetType)place.Type).IsSmall)
        {
            routine.Places.PushAddress(place);
            routine.Values.Push(member);
            Code.Call(isExclude ? Routines.Exclude : Routines.Include);
            return;
        }

        Address target = routine.Places.Locate(place);
        int address = -1;
        if (target.IsPushed)
        {
            address = routine.Places.ToLocal(target);
            Code.Get(address);
            Code.Get(address);
            Code.Emit(Opcode.I64Load, 0);
        }
        else
        {
            if (!target.IsLocal)
            {
                routine.Places.Push(target);
            }

            routine.Places.Load(target, Cell.I64);
        }

        PushBit(member);
        if (isExclude)
        {
            Complement();
        }

        Code.Emit(isExclude ? Opcode.I64And : Opcode.I64Or);
        routine.Places.Store(target.IsLocal ? target : Address.Pushed, Cell.I64);
        if (address >= 0)
        {
            Code.Release(address, ValueType.I32);
        }
    }

    private static ulong[] Words(long low, long high)
    {
        ulong[] words = new ulong[4];
        for (long i = Math.Max(low, 0); i <= Math.Min(high, SetType.LastMember); i++)
        {
            words[i / 64] |= 1UL << (int)(i % 64);
        }

        return words;
    }

    private static bool IsSimple((BoundExpression Low, BoundExpression? High) member) =>
        member.High is not null && ConditionEmitter.IsHarmless(member.Low) && ConditionEmitter.IsHarmless(member.High);

    private static List<(int Low, int High)> Ranges(ulong[] words)
    {
        List<(int Low, int High)> ranges = [];
        for (int i = 0; i <= SetType.LastMember; i++)
        {
            if ((words[i / 64] >> (i % 64) & 1) == 0)
            {
                continue;
            }

            if (ranges.Count > 0 && ranges[^1].High == i - 1)
            {
                ranges[^1] = (ranges[^1].Low, i);
            }
            else
            {
                ranges.Add((i, i));
            }
        }

        return ranges;
    }

    private void PushSmallConstructor(BoundSetConstructor constructor)
    {
        Code.I64((long)(constructor.Constant?.Words[0] ?? 0));
        foreach ((BoundExpression low, BoundExpression? high) in constructor.Members)
        {
            if (high is null)
            {
                PushBit(low);
            }
            else
            {
                routine.Values.Push(low);
                routine.Values.Push(high);
                Code.Call(Routines.SmallRange);
            }

            Code.Emit(Opcode.I64Or);
        }
    }

    // The set of one member; of none when the member isn't in 0..63.
    private void PushBit(BoundExpression member)
    {
        if (member.Range.IsInside(0, 63))
        {
            Code.I64(1);
            routine.Values.Push(member);
        }
        else
        {
            int value = Code.Take(ValueType.I32);
            routine.Values.Push(member);
            Code.Tee(value);
            Code.I32(64);
            Code.Emit(Opcode.I32LtU);
            Code.Emit(Opcode.I64ExtendI32U);
            Code.Get(value);
            Code.Release(value, ValueType.I32);
        }

        Code.Emit(Opcode.I64ExtendI32U);
        Code.Emit(Opcode.I64Shl);
    }

    private void PushSmallComparison(BoundBinary binary)
    {
        routine.Values.Push(binary.Left);
        if (binary.Operator == BoundOperator.Superset)
        {
            Complement();
        }

        routine.Values.Push(binary.Right);
        if (binary.Operator is BoundOperator.Equal or BoundOperator.NotEqual)
        {
            Code.Emit(binary.Operator == BoundOperator.Equal ? Opcode.I64Eq : Opcode.I64Ne);
            return;
        }

        if (binary.Operator == BoundOperator.Subset)
        {
            Complement();
        }

        Code.Emit(Opcode.I64And);
        Code.Emit(Opcode.I64Eqz);
    }

    private void Complement()
    {
        Code.I64(-1);
        Code.Emit(Opcode.I64Xor);
    }

    // A member as an i32; what lies outside 0..255 becomes -1 or stays outside.
    private void PushMember(BoundExpression member)
    {
        routine.Values.Push(member);
        if (member.Type.Representation != Representation.I64)
        {
            return;
        }

        int value = Code.Take(ValueType.I64);
        Code.Tee(value);
        Code.Emit(Opcode.I32WrapI64);
        Code.I32(0);
        Code.Get(value);
        Code.I64(SetType.LastMember);
        Code.Emit(Opcode.I64GtU);
        Code.Emit(Opcode.I32Sub);
        Code.Emit(Opcode.I32Or);
        Code.Release(value, ValueType.I64);
    }

    private void PushConstantMembership(BoundExpression member, ulong[] words)
    {
        List<(int Low, int High)> ranges = Ranges(words);
        if (ranges.Count == 0)
        {
            PushMember(member);
            Code.Emit(Opcode.Drop);
            Code.I32(0);
        }
        else if (ranges.Count == 1)
        {
            PushMember(member);
            routine.Conditions.PushInRange(ranges[0].Low, ranges[0].High, ValueType.I32);
        }
        else if (ranges[^1].High - ranges[0].Low < 64)
        {
            PushWindowMembership(member, words, ranges[^1].High < 64 ? 0 : ranges[0].Low);
        }
        else if (member.Range.IsInside(0, SetType.LastMember) && member.Type.Representation == Representation.I32)
        {
            routine.Values.Push(member);
            routine.Places.PushStatic(routine.Context.MemberTable(words));
            Code.Emit(Opcode.I32Add);
            Code.Emit(Opcode.I32Load8U, 0);
        }
        else
        {
            PushMember(member);
            routine.Places.PushStatic(AddressOf(words));
            Code.Call(Routines.Has);
        }
    }

    // All members lie in 64 values from low on: one bit test.
    private void PushWindowMembership(BoundExpression member, ulong[] words, int low)
    {
        UInt128 lower = new(words[1], words[0]);
        UInt128 upper = new(words[3], words[2]);
        ulong window = (ulong)(low < 128 ? lower >> low : 0)
            | (ulong)(low >= 128 ? upper >> (low - 128) : low == 0 ? 0 : upper << (128 - low));
        Code.I64((long)window);
        PushMember(member);
        if (low != 0)
        {
            Code.I32(low);
            Code.Emit(Opcode.I32Sub);
        }

        Code.Emit(Opcode.I64Bit);
    }

    private void PushRangeMembership(BoundExpression member, (BoundExpression Low, BoundExpression? High) range)
    {
        int value = Code.Take(ValueType.I32);
        PushMember(member);
        Code.Tee(value);
        routine.Values.Push(range.Low);
        Code.Emit(Opcode.I32GeS);
        Code.Get(value);
        routine.Values.Push(range.High!);
        Code.Emit(Opcode.I32LeS);
        Code.Emit(Opcode.I32And);
        Code.Release(value, ValueType.I32);
    }

    private Address NewSet() => routine.Temporary(SetRoutines.LargeSize, 8);

    private void Initialise(Address set, BoundSet? constant)
    {
        routine.Places.Push(set);
        if (constant is null)
        {
            Code.I32(0);
            Code.I32(SetRoutines.LargeSize);
            Code.Emit(Opcode.MemoryFill);
        }
        else
        {
            routine.Places.PushStatic(AddressOf(constant.Words));
            Code.I32(SetRoutines.LargeSize);
            Code.Emit(Opcode.MemoryCopy);
        }
    }

    private uint AddressOf(ulong[] words)
    {
        StringBuilder bytes = new(SetRoutines.LargeSize);
        for (int i = 0; i < SetRoutines.LargeSize; i++)
        {
            bytes.Append((char)((words[i / 8] >> (i % 8 * 8)) & 0xFF));
        }

        return routine.Context.Module.Data.Intern(bytes.ToString());
    }
}
