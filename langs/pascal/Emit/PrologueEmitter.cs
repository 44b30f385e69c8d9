using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Writes what a routine does before its body: parameters go where they are kept, and what must begin as
/// zeros is cleared.</summary>
internal sealed class PrologueEmitter(RoutineEmitter routine)
{
    private readonly FunctionBuilder _code = routine.Code;
    private readonly RoutinePlan _plan = routine.Plan;

    internal void Emit(List<(Storage Storage, PascalType Type)> cleanups)
    {
        RoutineSymbol symbol = routine.Routine;
        if (_plan.TakesLink && symbol.Nested.Exists(nested => nested.NeedsStaticLink))
        {
            _code.Emit(Opcode.FrameAddr, 0);
            _code.Get(0);
            _code.Emit(Opcode.I32Store, 0);
        }

        if (_plan.FrameCell != 0)
        {
            routine.Places.PushStatic(_plan.FrameCell);
            _code.Emit(Opcode.FrameAddr, 0);
            _code.Emit(Opcode.I32Store, 0);
        }

        for (int i = 0; i < symbol.Parameters.Length; i++)
        {
            EmitParameter(symbol.Parameters[i], _plan.ParameterLocals[i], cleanups);
        }

        foreach ((int local, Cell cell, Storage storage) in _plan.Bounds)
        {
            Keep(local, cell, storage);
        }

        EmitOpenCopies(symbol, cleanups);
        EmitResult(symbol);
        foreach (VariableSymbol variable in symbol.Locals)
        {
            EmitLocal(variable, cleanups);
        }
    }

    private void EmitParameter(VariableSymbol variable, int local, List<(Storage Storage, PascalType Type)> cleanups)
    {
        Storage storage = _plan.Variables[variable];
        if (storage.IsReference || !variable.Type.IsMemory)
        {
            Keep(local, Storage.CellOf(variable, storage.IsReference), storage);
            if (!storage.IsReference && variable.Type is DynamicArrayType)
            {
                _code.Get(local);
                _code.Call(routine.Context.Managed.RetainArray);
                cleanups.Add((storage, variable.Type));
            }

            return;
        }

        CopyMemory(variable.Type, storage, local);
        if (variable.Type.NeedsZeros)
        {
            _code.Emit(Opcode.FrameAddr, storage.Place);
            _code.Call(routine.Context.Managed.Retain(variable.Type));
            cleanups.Add((storage, variable.Type));
        }
    }

    private void CopyMemory(PascalType type, Storage storage, int local)
    {
        _code.Emit(Opcode.FrameAddr, storage.Place);
        _code.Get(local);
        if (type is StringType text)
        {
            routine.Strings.AssignPushed(text.Capacity);
            return;
        }

        _code.I32(type.Size);
        _code.Emit(Opcode.MemoryCopy);
    }

    // Arrays whose size only the caller knows are copied to the heap.
    private void EmitOpenCopies(RoutineSymbol symbol, List<(Storage Storage, PascalType Type)> cleanups)
    {
        for (int i = 0; i < symbol.Parameters.Length; i++)
        {
            VariableSymbol variable = symbol.Parameters[i];
            if (variable.IsReference || variable.Type is not (OpenArrayType or ConformantArrayType))
            {
                continue;
            }

            int size = _code.NewLocal(ValueType.I32);
            int copy = _code.NewLocal(ValueType.I32);
            routine.Places.PushSize(variable);
            _code.Tee(size);
            _code.I32(1);
            _code.Get(size);
            _code.Emit(Opcode.Select);
            routine.Host(PvmImports.HeapAlloc);
            _code.Tee(copy);
            _code.Get(_plan.ParameterLocals[i]);
            _code.Get(size);
            _code.Emit(Opcode.MemoryCopy);
            Storage storage = _plan.Variables[variable];
            Keep(copy, Cell.I32, storage);
            cleanups.Add((new Storage(StorageKind.Local, (uint)copy), variable.Type));
        }
    }

    private void EmitResult(RoutineSymbol symbol)
    {
        if (_plan.ResultFlag.Kind == StorageKind.Frame)
        {
            _code.Emit(Opcode.FrameAddr, 0);
            _code.I32(0);
            _code.Emit(Opcode.I32Store, _plan.ResultFlag.Place);
        }

        if (symbol.Result is not { } result)
        {
            return;
        }

        Storage storage = _plan.Variables[result];
        if (_plan.ResultAddress >= 0)
        {
            Keep(_plan.ResultAddress, Cell.I32, storage);
            if (result.Type.NeedsZeros)
            {
                _code.Get(_plan.ResultAddress);
                Clear(result.Type);
            }
        }
        else if (storage.Kind == StorageKind.Frame)
        {
            // A result that nested routines give: it begins as zero, as one in a local does.
            _code.Emit(Opcode.FrameAddr, storage.Place);
            Clear(result.Type);
        }
    }

    private void EmitLocal(VariableSymbol variable, List<(Storage Storage, PascalType Type)> cleanups)
    {
        if (!variable.Type.NeedsZeros || variable.IsReference || variable.Overlays is not null ||
            !_plan.Variables.TryGetValue(variable, out Storage storage))
        {
            return;
        }

        if (storage.Kind == StorageKind.Frame)
        {
            _code.Emit(Opcode.FrameAddr, storage.Place);
            Clear(variable.Type);
        }

        cleanups.Add((storage, variable.Type));
    }

    private void Clear(PascalType type)
    {
        _code.I32(0);
        _code.I32(type.Size);
        _code.Emit(Opcode.MemoryFill);
    }

    // Parameter local → storage.
    private void Keep(int local, Cell cell, Storage storage)
    {
        if (storage.Kind == StorageKind.Local)
        {
            if (storage.Place != local)
            {
                _code.Get(local);
                _code.Set((int)storage.Place);
            }

            return;
        }

        _code.Emit(Opcode.FrameAddr, storage.Place);
        _code.Get(local);
        if (cell == Cell.Routine)
        {
            _code.Emit(Opcode.I32Store, 0);
            _code.Emit(Opcode.FrameAddr, storage.Place);
            _code.Get(local + 1);
            _code.Emit(Opcode.I32Store, 4);
            return;
        }

        _code.Emit(cell.Store(), 0);
    }
}
