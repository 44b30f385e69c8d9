using ProcVM.Module;

namespace ProcVM.Pascal.Emit;

/// <summary>P-code routines for sets of 32 bytes (bit i of byte i div 8) and for ranges in sets of 64 bits, written into
/// a module when first needed.</summary>
internal sealed class SetRoutines(ModuleBuilder module)
{
    /// <summary>Bytes of a large set.</summary>
    internal const int LargeSize = 32;

    /// <summary>(to, a, b): to := a + b.</summary>
    internal FunctionHandle Union => SharedRoutines.Once(ref field, () => Wordwise("set.union", Opcode.I64Or, isComplement: false));

    /// <summary>(to, a, b): to := a * b.</summary>
    internal FunctionHandle Intersection =>
        SharedRoutines.Once(ref field, () => Wordwise("set.intersection", Opcode.I64And, isComplement: false));

    /// <summary>(to, a, b): to := a - b.</summary>
    internal FunctionHandle Difference =>
        SharedRoutines.Once(ref field, () => Wordwise("set.difference", Opcode.I64And, isComplement: true));

    /// <summary>(to, a, b): to := the members of exactly one of both.</summary>
    internal FunctionHandle SymmetricDifference =>
        SharedRoutines.Once(ref field, () => Wordwise("set.symmetric", Opcode.I64Xor, isComplement: false));

    /// <summary>(a, b) → a &lt;= b.</summary>
    internal FunctionHandle Subset => SharedRoutines.Once(ref field, EmitSubset);

    /// <summary>(set, member): adds a member that is known to lie in 0..255.</summary>
    internal FunctionHandle Include => SharedRoutines.Once(ref field, () => EmitChange("set.include", isExclude: false));

    /// <summary>(set, member): takes a member out; values outside 0..255 are none.</summary>
    internal FunctionHandle Exclude => SharedRoutines.Once(ref field, () => EmitChange("set.exclude", isExclude: true));

    /// <summary>(set, low, high): adds low..high, known to lie in 0..255 unless empty.</summary>
    internal FunctionHandle IncludeRange => SharedRoutines.Once(ref field, EmitIncludeRange);

    /// <summary>(value, set) → value in set, for any value.</summary>
    internal FunctionHandle Has => SharedRoutines.Once(ref field, EmitHas);

    /// <summary>(low, high) → the i64 set low..high, known to lie in 0..63 unless empty.</summary>
    internal FunctionHandle SmallRange => SharedRoutines.Once(ref field, EmitSmallRange);

    private FunctionHandle Wordwise(string name, Opcode operation, bool isComplement)
    {
        FunctionBuilder code = module.Function(name, module.Type("iii>"));
        for (uint offset = 0; offset < LargeSize; offset += 8)
        {
            code.Get(0);
            code.Get(1);
            code.Emit(Opcode.I64Load, offset);
            LoadSecond(code, 2, offset, isComplement);
            code.Emit(operation);
            code.Emit(Opcode.I64Store, offset);
        }

        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private static void LoadSecond(FunctionBuilder code, int local, uint offset, bool isComplement)
    {
        code.Get(local);
        code.Emit(Opcode.I64Load, offset);
        if (isComplement)
        {
            code.I64(-1);
            code.Emit(Opcode.I64Xor);
        }
    }

    private FunctionHandle EmitSubset()
    {
        FunctionBuilder code = module.Function("set.subset", module.Type("ii>i"));
        for (uint offset = 0; offset < LargeSize; offset += 8)
        {
            code.Get(0);
            code.Emit(Opcode.I64Load, offset);
            LoadSecond(code, 1, offset, isComplement: true);
            code.Emit(Opcode.I64And);
            if (offset > 0)
            {
                code.Emit(Opcode.I64Or);
            }
        }

        code.Emit(Opcode.I64Eqz);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private FunctionHandle EmitChange(string name, bool isExclude)
    {
        FunctionBuilder code = module.Function(name, module.Type("ii>"));
        LabelHandle end = code.NewLabel();
        if (isExclude)
        {
            BranchUnlessMember(code, 1, end);
        }

        int place = code.NewLocal(ValueType.I32);
        code.Get(0);
        code.Get(1);
        code.I32(3);
        code.Emit(Opcode.I32ShrU);
        code.Emit(Opcode.I32Add);
        code.Tee(place);
        code.Get(place);
        code.Emit(Opcode.I32Load8U, 0);
        code.I32(1);
        code.Get(1);
        code.I32(7);
        code.Emit(Opcode.I32And);
        code.Emit(Opcode.I32Shl);
        if (isExclude)
        {
            code.I32(-1);
            code.Emit(Opcode.I32Xor);
        }

        code.Emit(isExclude ? Opcode.I32And : Opcode.I32Or);
        code.Emit(Opcode.I32Store8, 0);
        if (isExclude)
        {
            code.Mark(end);
        }

        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private FunctionHandle EmitIncludeRange()
    {
        FunctionHandle include = Include;
        FunctionBuilder code = module.Function("set.include_range", module.Type("iii>"));
        LabelHandle next = code.NewLabel();
        LabelHandle end = code.NewLabel();
        code.Get(1);
        code.Get(2);
        code.Emit(Opcode.I32GtS);
        code.Branch(Opcode.BrIf, end);
        code.MarkLoop(next);
        code.Get(0);
        code.Get(1);
        code.Call(include);
        code.Get(1);
        code.I32(1);
        code.Emit(Opcode.I32Add);
        code.Tee(1);
        code.Get(2);
        code.Emit(Opcode.I32LeS);
        code.Branch(Opcode.BrIf, next);
        code.Mark(end);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private FunctionHandle EmitHas()
    {
        FunctionBuilder code = module.Function("set.has", module.Type("ii>i"));
        LabelHandle none = code.NewLabel();
        BranchUnlessMember(code, 0, none);
        code.Get(1);
        code.Get(0);
        code.I32(3);
        code.Emit(Opcode.I32ShrU);
        code.Emit(Opcode.I32Add);
        code.Emit(Opcode.I32Load8U, 0);
        code.Get(0);
        code.I32(7);
        code.Emit(Opcode.I32And);
        code.Emit(Opcode.I32ShrU);
        code.I32(1);
        code.Emit(Opcode.I32And);
        code.Emit(Opcode.Return);
        code.Mark(none);
        code.I32(0);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private FunctionHandle EmitSmallRange()
    {
        FunctionBuilder code = module.Function("set.range", module.Type("ii>l"));
        LabelHandle none = code.NewLabel();
        code.Get(0);
        code.Get(1);
        code.Emit(Opcode.I32GtS);
        code.Branch(Opcode.BrIf, none);
        code.I64(-1);
        code.I32(63);
        code.Get(1);
        code.Emit(Opcode.I32Sub);
        code.Get(0);
        code.Emit(Opcode.I32Add);
        code.Emit(Opcode.I64ExtendI32U);
        code.Emit(Opcode.I64ShrU);
        code.Get(0);
        code.Emit(Opcode.I64ExtendI32U);
        code.Emit(Opcode.I64Shl);
        code.Emit(Opcode.Return);
        code.Mark(none);
        code.I64(0);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private static void BranchUnlessMember(FunctionBuilder code, int local, LabelHandle target)
    {
        code.Get(local);
        code.I32(255);
        code.Emit(Opcode.I32GtU);
        code.Branch(Opcode.BrIf, target);
    }
}
