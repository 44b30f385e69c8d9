using ProcVM.Module;

namespace ProcVM.Pascal.Emit;

/// <summary>P-code routines that several predeclared routines are made of.</summary>
internal static class SharedRoutines
{
    /// <summary>A routine, written into the module when it is first asked for.</summary>
    internal static FunctionHandle Once(ref FunctionHandle handle, Func<FunctionHandle> emit)
    {
        if (!handle.IsValid)
        {
            handle = emit();
        }

        return handle;
    }

    /// <summary>(real) → the nearest whole number, halves away from zero (ISO 7185 6.6.6.3).</summary>
    internal static FunctionHandle EmitRound(ModuleBuilder module)
    {
        FunctionBuilder code = module.Function("round", module.Type("d>d"));
        int whole = code.NewLocal(ValueType.F64);
        LabelHandle up = code.NewLabel();
        code.Get(0);
        code.Emit(Opcode.F64Trunc);
        code.Set(whole);
        code.Get(0);
        code.Get(whole);
        code.Emit(Opcode.F64Sub);
        code.Emit(Opcode.F64Abs);
        code.F64(0.5);
        code.Emit(Opcode.F64Ge);
        code.Branch(Opcode.BrIf, up);
        code.Get(whole);
        code.Emit(Opcode.Return);
        code.Mark(up);
        code.Get(whole);
        code.F64(1);
        code.Get(0);
        code.Emit(Opcode.F64Copysign);
        code.Emit(Opcode.F64Add);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    /// <summary>(to, from, first): copies a short string; the 26 characters from first on change bit 5.</summary>
    internal static FunctionHandle EmitMapCase(ModuleBuilder module)
    {
        FunctionBuilder code = module.Function("string.case", module.Type("iii>"));
        int left = code.NewLocal(ValueType.I32);
        int character = code.NewLocal(ValueType.I32);
        LabelHandle next = code.NewLabel();
        LabelHandle done = code.NewLabel();
        code.Get(0);
        code.Get(1);
        code.Emit(Opcode.I32Load8U, 0);
        code.Tee(left);
        code.Emit(Opcode.I32Store8, 0);
        code.MarkLoop(next);
        code.Get(left);
        code.Branch(Opcode.BrIfz, done);
        Place(code, 0, left);
        Place(code, 1, left);
        code.Emit(Opcode.I32Load8U, 0);
        code.Tee(character);
        code.Get(character);
        code.Get(2);
        code.Emit(Opcode.I32Sub);
        code.I32(26);
        code.Emit(Opcode.I32LtU);
        code.I32(5);
        code.Emit(Opcode.I32Shl);
        code.Emit(Opcode.I32Xor);
        code.Emit(Opcode.I32Store8, 0);
        code.Get(left);
        code.I32(1);
        code.Emit(Opcode.I32Sub);
        code.Set(left);
        code.Branch(Opcode.Br, next);
        code.Mark(done);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    private static void Place(FunctionBuilder code, int text, int index)
    {
        code.Get(text);
        code.Get(index);
        code.Emit(Opcode.I32Add);
    }
}
