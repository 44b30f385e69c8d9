using ProcVM.Module;

namespace ProcVM.Pascal.Emit;

/// <summary>What the routines of a dynamic array type need to know of its elements.</summary>
/// <param name="Size">Bytes of an element.</param>
/// <param name="Retain">(address): counts one more user of what the element holds; invalid when it holds nothing counted.</param>
/// <param name="Release">(address): counts one user less; invalid likewise.</param>
internal readonly record struct ElementRoutines(uint Size, FunctionHandle Retain, FunctionHandle Release);

/// <summary>P-code routines for dynamic arrays. A variable holds the address of a header, or 0 when empty: the length and
/// the number of variables that share the elements (4 bytes each); the elements follow. Memory at address 0 is zero and
/// nobody writes there, so that the length of an empty array needs no test.</summary>
internal static class DynamicArrayRoutines
{
    /// <summary>Bytes of header; element 0 comes next.</summary>
    internal const int HeaderSize = 8;

    private const int CountOffset = 4;

    /// <summary>(array): one more variable shares it.</summary>
    internal static FunctionHandle EmitRetain(ModuleBuilder module)
    {
        FunctionBuilder code = module.Function("array.retain", module.Type("i>"));
        LabelHandle end = code.NewLabel();
        code.Get(0);
        code.Branch(Opcode.BrIfz, end);
        ChangeCount(code, 0, 1);
        code.Mark(end);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    /// <summary>(array): one variable less shares it; the last one frees it.</summary>
    internal static FunctionHandle EmitRelease(ModuleBuilder module, FunctionHandle free, ElementRoutines element)
    {
        FunctionBuilder code = module.Function("array.release", module.Type("i>"));
        LabelHandle end = code.NewLabel();
        code.Get(0);
        code.Branch(Opcode.BrIfz, end);
        ChangeCount(code, 0, -1);
        code.Get(0);
        code.Emit(Opcode.I32Load, CountOffset);
        code.Branch(Opcode.BrIf, end);
        if (element.Release.IsValid)
        {
            int length = code.NewLocal(ValueType.I32);
            code.Get(0);
            code.Emit(Opcode.I32Load, 0);
            code.Set(length);
            int first = code.NewLocal(ValueType.I32);
            code.I32(0);
            code.Set(first);
            ForEach(code, 0, first, length, element.Size, element.Release);
        }

        code.Get(0);
        code.Call(free);
        code.Mark(end);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    /// <summary>(address of the variable, length): gives the variable an array of its own of that length, whose elements
    /// are those it had as far as they go, then zeros.</summary>
    /// <param name="module">Where to write it.</param>
    /// <param name="allocate">heap_alloc.</param>
    /// <param name="release">The type's own release.</param>
    /// <param name="element">Its elements.</param>
    internal static FunctionHandle EmitSetLength(
        ModuleBuilder module, FunctionHandle allocate, FunctionHandle release, ElementRoutines element)
    {
        FunctionBuilder code = module.Function("array.setlength", module.Type("ii>"));
        int old = code.NewLocal(ValueType.I32);
        int fresh = code.NewLocal(ValueType.I32);
        int kept = code.NewLocal(ValueType.I32);
        LabelHandle replace = code.NewLabel();
        code.Get(0);
        code.Emit(Opcode.I32Load, 0);
        code.Set(old);
        code.Get(1);
        code.Range(Opcode.I32Range, 0, int.MaxValue);
        code.Branch(Opcode.BrIfz, replace);
        Allocate(code, allocate, (1, fresh), element.Size);
        code.Get(old);
        code.Branch(Opcode.BrIfz, replace);
        CopyKept(code, (old, fresh, kept), element);
        code.Mark(replace);
        code.Get(0);
        code.Get(fresh);
        code.Emit(Opcode.I32Store, 0);
        code.Get(old);
        code.Call(release);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    /// <summary>(address of the variable, length of each dimension…): makes each element of the first dimension an array of
    /// the other lengths.</summary>
    internal static FunctionHandle EmitSetLengths(
        ModuleBuilder module, FunctionHandle first, FunctionHandle rest, int dimensions)
    {
        FunctionBuilder code = module.Function("array.setlengths", module.Type(new string('i', dimensions + 1) + ">"));
        int index = code.NewLocal(ValueType.I32);
        LabelHandle next = code.NewLabel();
        LabelHandle done = code.NewLabel();
        code.Get(0);
        code.Get(1);
        code.Call(first);
        code.MarkLoop(next);
        code.Get(index);
        code.Get(1);
        code.Emit(Opcode.I32LtS);
        code.Branch(Opcode.BrIfz, done);
        code.Get(0);
        code.Emit(Opcode.I32Load, 0);
        code.Get(index);
        code.I32(4);
        code.Emit(Opcode.I32Mul);
        code.Emit(Opcode.I32Add);
        code.I32(HeaderSize);
        code.Emit(Opcode.I32Add);
        for (int i = 2; i <= dimensions; i++)
        {
            code.Get(i);
        }

        code.Call(rest);
        code.Get(index);
        code.I32(1);
        code.Emit(Opcode.I32Add);
        code.Set(index);
        code.Branch(Opcode.Br, next);
        code.Mark(done);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    /// <summary>(array, index, count) → a new array of those elements from index on that there are.</summary>
    internal static FunctionHandle EmitCopy(ModuleBuilder module, FunctionHandle allocate, ElementRoutines element)
    {
        FunctionBuilder code = module.Function("array.copy", module.Type("iii>i"));
        int left = code.NewLocal(ValueType.I32);
        int fresh = code.NewLocal(ValueType.I32);
        LabelHandle none = code.NewLabel();
        code.Get(1);
        code.I32(0);
        code.Emit(Opcode.I32LtS);
        code.Branch(Opcode.BrIf, none);
        code.Get(0);
        code.Emit(Opcode.I32Load, 0);
        code.Get(1);
        code.Emit(Opcode.I32Sub);
        code.Tee(left);
        code.Get(2);
        code.Get(left);
        code.Get(2);
        code.Emit(Opcode.I32LtS);
        code.Emit(Opcode.Select);
        code.Tee(left);
        code.I32(0);
        code.Emit(Opcode.I32LeS);
        code.Branch(Opcode.BrIf, none);
        Allocate(code, allocate, (left, fresh), element.Size);
        Elements(code, fresh);
        Elements(code, 0);
        code.Get(1);
        code.I32((int)element.Size);
        code.Emit(Opcode.I32Mul);
        code.Emit(Opcode.I32Add);
        code.Get(left);
        code.I32((int)element.Size);
        code.Emit(Opcode.I32Mul);
        code.Emit(Opcode.MemoryCopy);
        if (element.Retain.IsValid)
        {
            ForEach(code, fresh, code.NewLocal(ValueType.I32), left, element.Size, element.Retain);
        }

        code.Get(fresh);
        code.Emit(Opcode.Return);
        code.Mark(none);
        code.I32(0);
        code.Emit(Opcode.Return);
        return code.Handle;
    }

    // fresh := a zeroed array of a length, with one user.
    private static void Allocate(FunctionBuilder code, FunctionHandle allocate, (int Length, int Fresh) locals, uint size)
    {
        LabelHandle fits = code.NewLabel();
        code.Get(locals.Length);
        code.Emit(Opcode.I64ExtendI32U);
        code.I64(size);
        code.Emit(Opcode.I64Mul);
        code.I64(uint.MaxValue - 65536);
        code.Emit(Opcode.I64LtU);
        code.Branch(Opcode.BrIf, fits);
        code.Trap(TrapKind.OutOfMemory);
        code.Mark(fits);
        code.Get(locals.Length);
        code.I32((int)size);
        code.Emit(Opcode.I32Mul);
        code.I32(HeaderSize);
        code.Emit(Opcode.I32Add);
        code.Call(allocate);
        code.Tee(locals.Fresh);
        code.Get(locals.Length);
        code.Emit(Opcode.I32Store, 0);
        code.Get(locals.Fresh);
        code.I32(1);
        code.Emit(Opcode.I32Store, CountOffset);
    }

    // Elements are copied and counted for the new array; the old one counts them down if it is freed.
    private static void CopyKept(FunctionBuilder code, (int Old, int Fresh, int Kept) locals, ElementRoutines element)
    {
        code.Get(locals.Old);
        code.Emit(Opcode.I32Load, 0);
        code.Tee(locals.Kept);
        code.Get(1);
        code.Get(locals.Kept);
        code.Get(1);
        code.Emit(Opcode.I32LtS);
        code.Emit(Opcode.Select);
        code.Set(locals.Kept);
        Elements(code, locals.Fresh);
        Elements(code, locals.Old);
        code.Get(locals.Kept);
        code.I32((int)element.Size);
        code.Emit(Opcode.I32Mul);
        code.Emit(Opcode.MemoryCopy);
        if (element.Retain.IsValid)
        {
            int first = code.NewLocal(ValueType.I32);
            ForEach(code, locals.Fresh, first, locals.Kept, element.Size, element.Retain);
        }
    }

    /// <summary>Calls a routine with the address of each element from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    private static void ForEach(FunctionBuilder code, int array, int first, int end, uint size, FunctionHandle routine)
    {
        LabelHandle next = code.NewLabel();
        LabelHandle done = code.NewLabel();
        code.MarkLoop(next);
        code.Get(first);
        code.Get(end);
        code.Emit(Opcode.I32LtS);
        code.Branch(Opcode.BrIfz, done);
        Elements(code, array);
        code.Get(first);
        code.I32((int)size);
        code.Emit(Opcode.I32Mul);
        code.Emit(Opcode.I32Add);
        code.Call(routine);
        code.Get(first);
        code.I32(1);
        code.Emit(Opcode.I32Add);
        code.Set(first);
        code.Branch(Opcode.Br, next);
        code.Mark(done);
    }

    private static void ChangeCount(FunctionBuilder code, int array, int change)
    {
        code.Get(array);
        code.Get(array);
        code.Emit(Opcode.I32Load, CountOffset);
        code.I32(change);
        code.Emit(Opcode.I32Add);
        code.Emit(Opcode.I32Store, CountOffset);
    }

    private static void Elements(FunctionBuilder code, int array)
    {
        code.Get(array);
        code.I32(HeaderSize);
        code.Emit(Opcode.I32Add);
    }
}
