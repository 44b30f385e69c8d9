using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>P-code routines that count the users of dynamic arrays, and release them and files, inside variables of each type.</summary>
internal sealed class ManagedTypes(ModuleContext context)
{
    private readonly Dictionary<PascalType, FunctionHandle> _retain = [];
    private readonly Dictionary<PascalType, FunctionHandle> _release = [];
    private readonly Dictionary<PascalType, FunctionHandle> _releaseArray = [];
    private readonly Dictionary<PascalType, FunctionHandle> _copyArray = [];
    private readonly Dictionary<(PascalType Type, int Dimensions), FunctionHandle> _setLength = [];
    private readonly Queue<(FunctionBuilder Code, PascalType Type, Action<FunctionBuilder, PascalType, int> Part)> _unwritten = new();
    private bool _isWriting;

    /// <summary>(array): one more user of a dynamic array.</summary>
    internal FunctionHandle RetainArray => SharedRoutines.Once(ref field, () => DynamicArrayRoutines.EmitRetain(context.Module));

    /// <summary>(array): one user less of a dynamic array of a type.</summary>
    internal FunctionHandle ReleaseArray(PascalType type)
    {
        if (!_releaseArray.TryGetValue(type, out FunctionHandle handle))
        {
            handle = DynamicArrayRoutines.EmitRelease(
                context.Module, context.Host(PvmImports.HeapFree), ElementsOf(type));
            _releaseArray.Add(type, handle);
        }

        return handle;
    }

    /// <summary>(array, index, count) → a new array.</summary>
    internal FunctionHandle CopyArray(PascalType type)
    {
        if (!_copyArray.TryGetValue(type, out FunctionHandle handle))
        {
            handle = DynamicArrayRoutines.EmitCopy(
                context.Module, context.Host(PvmImports.HeapAlloc), ElementsOf(type));
            _copyArray.Add(type, handle);
        }

        return handle;
    }

    /// <summary>(address of the variable, length of each dimension…).</summary>
    internal FunctionHandle SetLength(PascalType type, int dimensions)
    {
        if (!_setLength.TryGetValue((type, dimensions), out FunctionHandle handle))
        {
            handle = dimensions == 1
                ? DynamicArrayRoutines.EmitSetLength(
                    context.Module, context.Host(PvmImports.HeapAlloc), ReleaseArray(type), ElementsOf(type))
                : DynamicArrayRoutines.EmitSetLengths(
                    context.Module,
                    SetLength(type, 1),
                    SetLength(((DynamicArrayType)type).Element, dimensions - 1),
                    dimensions);
            _setLength.Add((type, dimensions), handle);
        }

        return handle;
    }

    /// <summary>(address): one more user of all that a variable of the type holds.</summary>
    internal FunctionHandle Retain(PascalType type) => Find(_retain, "retain ", type, RetainPart);

    /// <summary>(address): one user less of all that a variable of the type holds; files are released.</summary>
    internal FunctionHandle Release(PascalType type) => Find(_release, "release ", type, ReleasePart);

    /// <summary>Releases what a storage of a routine holds when the routine ends.</summary>
    internal void EmitRelease(RoutineEmitter routine, Storage storage, PascalType type)
    {
        if (type is OpenArrayType or ConformantArrayType)
        {
            routine.Places.PushStored(storage, Cell.I32);
            routine.Host(PvmImports.HeapFree);
        }
        else if (storage.Kind == StorageKind.Local && type.IsMemory)
        {
            EmitReleaseRoom(routine, (int)storage.Place, type);
        }
        else if (storage.Kind == StorageKind.Local)
        {
            routine.Places.PushStored(storage, Cell.I32);
            routine.Code.Call(ReleaseArray(type));
        }
        else
        {
            routine.Code.Emit(Opcode.FrameAddr, storage.Place);
            routine.Code.Call(Release(type));
        }
    }

    /// <summary>A local with the address of room for a call's result that holds dynamic arrays: what the last call left there
    /// is released before the next, and when the routine ends.</summary>
    internal int KeptResult(RoutineEmitter routine, PascalType type)
    {
        FunctionBuilder code = routine.Code;
        int room = code.NewLocal(ValueType.I32);
        routine.ReleaseAtEnd(new Storage(StorageKind.Local, (uint)room), type);
        LabelHandle fresh = code.NewLabelHere();
        LabelHandle ready = code.NewLabelHere();
        code.Get(room);
        code.Branch(Opcode.BrIfz, fresh);
        code.Get(room);
        code.Call(Release(type));
        code.Branch(Opcode.Br, ready);
        code.Mark(fresh);
        code.I32(type.Size);
        routine.Host(PvmImports.HeapAlloc);
        code.Set(room);
        code.Mark(ready);
        return room;
    }

    private void EmitReleaseRoom(RoutineEmitter routine, int room, PascalType type)
    {
        FunctionBuilder code = routine.Code;
        LabelHandle none = code.NewLabel();
        code.Get(room);
        code.Branch(Opcode.BrIfz, none);
        code.Get(room);
        code.Call(Release(type));
        code.Get(room);
        routine.Host(PvmImports.HeapFree);
        code.Mark(none);
    }

    private FunctionHandle Find(
        Dictionary<PascalType, FunctionHandle> routines, string verb, PascalType type, Action<FunctionBuilder, PascalType, int> part)
    {
        if (!routines.TryGetValue(type, out FunctionHandle handle))
        {
            FunctionBuilder code = context.Module.Function(verb + type, context.Module.Type("i>"));
            handle = code.Handle;
            routines.Add(type, handle);
            _unwritten.Enqueue((code, type, part));
            WriteAll();
        }

        return handle;
    }

    // Types may lie in each other a hundred thousand deep: what the routine of one needs waits in the queue.
    private void WriteAll()
    {
        if (_isWriting)
        {
            return;
        }

        _isWriting = true;
        while (_unwritten.TryDequeue(out (FunctionBuilder Code, PascalType Type, Action<FunctionBuilder, PascalType, int> Part) next))
        {
            Walk(next.Code, next.Type, next.Part);
            next.Code.Emit(Opcode.Return);
        }

        _isWriting = false;
    }

    private ElementRoutines ElementsOf(PascalType type)
    {
        PascalType element = ((DynamicArrayType)type).Element;
        return element.NeedsZeros
            ? new ElementRoutines((uint)element.Size, Retain(element), Release(element))
            : new ElementRoutines((uint)element.Size, default, default);
    }

    // Calls part for each dynamic array and file that a variable at the address in parameter 0 holds itself, and the routines
    // of the records and arrays that it holds.
    private void Walk(FunctionBuilder code, PascalType type, Action<FunctionBuilder, PascalType, int> part)
    {
        switch (type)
        {
            case DynamicArrayType or FileType:
                part(code, type, 0);
                break;
            case RecordType record:
                foreach (FieldSymbol field in record.Fixed)
                {
                    if (field.Type.NeedsZeros)
                    {
                        WalkField(code, field, part);
                    }
                }

                break;
            case ArrayType array when array.NeedsZeros:
                WalkArray(code, array, 0, RoutineFor(array.Element, part));
                break;
        }
    }

    private void WalkField(FunctionBuilder code, FieldSymbol field, Action<FunctionBuilder, PascalType, int> part)
    {
        switch (field.Type)
        {
            case RecordType record:
                code.Get(0);
                code.I32(field.Offset);
                code.Emit(Opcode.I32Add);
                code.Call(RoutineFor(record, part));
                break;
            case ArrayType array:
                WalkArray(code, array, field.Offset, RoutineFor(array.Element, part));
                break;
            default:
                part(code, field.Type, field.Offset);
                break;
        }
    }

    private FunctionHandle RoutineFor(PascalType type, Action<FunctionBuilder, PascalType, int> part) =>
        part == RetainPart ? Retain(type) : Release(type);

    private static void WalkArray(FunctionBuilder code, ArrayType array, int offset, FunctionHandle each)
    {
        int place = code.NewLocal(ValueType.I32);
        int left = code.NewLocal(ValueType.I32);
        LabelHandle next = code.NewLabel();
        code.Get(0);
        code.I32(offset);
        code.Emit(Opcode.I32Add);
        code.Set(place);
        code.I32(array.Length);
        code.Set(left);
        code.MarkLoop(next);
        code.Get(place);
        code.Call(each);
        code.Get(place);
        code.I32(array.Element.Size);
        code.Emit(Opcode.I32Add);
        code.Set(place);
        code.Get(left);
        code.I32(1);
        code.Emit(Opcode.I32Sub);
        code.Tee(left);
        code.Branch(Opcode.BrIf, next);
    }

    private void RetainPart(FunctionBuilder code, PascalType type, int offset)
    {
        if (type is DynamicArrayType)
        {
            code.Get(0);
            code.Emit(Opcode.I32Load, (uint)offset);
            code.Call(RetainArray);
        }
    }

    private void ReleasePart(FunctionBuilder code, PascalType type, int offset)
    {
        code.Get(0);
        if (type is DynamicArrayType)
        {
            code.Emit(Opcode.I32Load, (uint)offset);
            code.Call(ReleaseArray(type));
            return;
        }

        code.I32(offset);
        code.Emit(Opcode.I32Add);
        code.Call(context.Host(PvmImports.FileRelease));
    }
}
