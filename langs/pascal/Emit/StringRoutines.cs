using ProcVM.Module;

namespace ProcVM.Pascal.Emit;

/// <summary>P-code routines for short strings, written into a module when first needed: what programs do often, without the way to the host.</summary>
internal sealed class StringRoutines(ModuleBuilder module)
{
    /// <summary>(to, capacity, character): appends it when there is room.</summary>
    internal FunctionHandle AppendChar => SharedRoutines.Once(ref field, EmitAppendChar);

    /// <summary>(to, capacity, from): appends what there is room for; both may be the same string.</summary>
    internal FunctionHandle Append => SharedRoutines.Once(ref field, EmitAppend);

    /// <summary>(a, b) → a = b.</summary>
    internal FunctionHandle AreEqual => SharedRoutines.Once(ref field, EmitAreEqual);

    /// <summary>(a, b) → negative, 0 or positive, as a is less than, equal to or greater than b.</summary>
    internal FunctionHandle Compare => SharedRoutines.Once(ref field, EmitCompare);

    private FunctionHandle EmitAppendChar()
    {
        FunctionBuilder code = module.Function("string.append.char", module.Type("iii>"));
        int length = code.NewLocal(ValueType.I32);
        LabelHandle full = code.NewLabel();
        Length(code, 0);
        code.Tee(length);
        code.Get(1);
        code.Emit(Opcode.I32LtS);
        code.Branch(Opcode.BrIfz, full);
        code.Get(0);
        code.Get(length);
        code.Emit(Opcode.I32Add);
        code.Get(2);
        code.Emit(Opcode.I32Store8, 1);
        code.Get(0);
        code.Get(length);
        code.I32(1);
        code.Emit(Opcode.I32Add);
        code.Emit(Opcode.I32Store8, 0);
        code.Mark(full);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private FunctionHandle EmitAppend()
    {
        FunctionBuilder code = module.Function("string.append", module.Type("iii>"));
        int length = code.NewLocal(ValueType.I32);
        int count = code.NewLocal(ValueType.I32);
        LabelHandle full = code.NewLabel();
        Length(code, 0);
        code.Set(length);
        Length(code, 2);
        code.Set(count);
        Lesser(code, () => Room(code, length), () => code.Get(count));
        code.Tee(count);
        code.I32(0);
        code.Emit(Opcode.I32GtS);
        code.Branch(Opcode.BrIfz, full);
        code.Get(0);
        code.Get(length);
        code.Emit(Opcode.I32Add);
        Next(code);
        code.Get(2);
        Next(code);
        code.Get(count);
        code.Emit(Opcode.MemoryCopy);
        code.Get(0);
        code.Get(length);
        code.Get(count);
        code.Emit(Opcode.I32Add);
        code.Emit(Opcode.I32Store8, 0);
        code.Mark(full);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private static void Room(FunctionBuilder code, int length)
    {
        code.Get(1);
        code.Get(length);
        code.Emit(Opcode.I32Sub);
    }

    private FunctionHandle EmitAreEqual()
    {
        FunctionBuilder code = module.Function("string.equal", module.Type("ii>i"));
        int length = code.NewLocal(ValueType.I32);
        LabelHandle unequal = code.NewLabel();
        Length(code, 0);
        code.Tee(length);
        Length(code, 1);
        code.Emit(Opcode.I32Eq);
        code.Branch(Opcode.BrIfz, unequal);
        PushCharacters(code, () => code.Get(length));
        code.Emit(Opcode.I32Eqz);
        code.Emit(Opcode.Return);
        code.Mark(unequal);
        code.I32(0);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private FunctionHandle EmitCompare()
    {
        FunctionBuilder code = module.Function("string.compare", module.Type("ii>i"));
        int order = code.NewLocal(ValueType.I32);
        LabelHandle decided = code.NewLabel();
        PushCharacters(code, () => Lesser(code, () => Length(code, 0), () => Length(code, 1)));
        code.Tee(order);
        code.Branch(Opcode.BrIf, decided);
        Length(code, 0);
        Length(code, 1);
        code.Emit(Opcode.I32Sub);
        code.Emit(Opcode.Return);
        code.Mark(decided);
        code.Get(order);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private static void PushCharacters(FunctionBuilder code, Action pushCount)
    {
        code.Get(0);
        Next(code);
        code.Get(1);
        Next(code);
        pushCount();
        code.Emit(Opcode.MemoryCompare);
    }

    private static void Lesser(FunctionBuilder code, Action pushFirst, Action pushSecond)
    {
        pushFirst();
        pushSecond();
        pushFirst();
        pushSecond();
        code.Emit(Opcode.I32LtS);
        code.Emit(Opcode.Select);
    }

    private static void Length(FunctionBuilder code, int text)
    {
        code.Get(text);
        code.Emit(Opcode.I32Load8U, 0);
    }

    private static void Next(FunctionBuilder code)
    {
        code.I32(1);
        code.Emit(Opcode.I32Add);
    }
}
