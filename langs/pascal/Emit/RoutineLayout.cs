using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Decides where the variables of a routine are kept: scalars that only the routine itself uses in P-code
/// locals, the rest in its memory frame or in static memory.</summary>
internal sealed class RoutineLayout(ModuleContext context, RoutinePlan plan)
{
    private readonly FunctionBuilder _code = plan.Code;
    private readonly RoutineSymbol _routine = plan.Routine;
    private int _next;

    internal void Place()
    {
        if (plan.TakesLink)
        {
            _next++;
            if (_routine.Nested.Exists(nested => nested.NeedsStaticLink))
            {
                // The frame's first word: where nested routines find the way further out.
                _code.AllocateFrame(8, 8);
            }
        }

        if (Signatures.IsByAddress(_routine.Type.Result) && _routine.Type.IsFunction)
        {
            plan.ResultAddress = _next++;
        }

        for (int i = 0; i < _routine.Parameters.Length; i++)
        {
            PlaceParameter(_routine.Parameters[i], i);
        }

        if (_routine.Result is { } result)
        {
            PlaceResult(result);
        }

        foreach (VariableSymbol variable in _routine.Locals)
        {
            PlaceVariable(variable);
        }

        foreach (LabelSymbol label in _routine.Labels)
        {
            if (label.IsEscapeTarget)
            {
                plan.AddEscapeTarget(label);
            }
        }

        if (plan.HasEscapeTargets)
        {
            // Escapes find the activation by its frame, so it must have one.
            _code.AllocateFrame(16, 16);
            if (_routine.Level == 0)
            {
                plan.FrameCell = context.Module.Data.Reserve(4, 4);
            }
        }
    }

    private void PlaceParameter(VariableSymbol variable, int index)
    {
        int local = _next++;
        plan.ParameterLocals.Add(local);
        _code.NameLocal(local, variable.Name);
        bool isAddress = variable.IsReference || variable.Type is OpenArrayType or ConformantArrayType;
        if (variable.Type is RoutineType && !isAddress)
        {
            _next++;
        }

        if (!isAddress && variable.Type.IsMemory)
        {
            plan.Variables[variable] = InFrame(variable.Type);
        }
        else
        {
            plan.Variables[variable] = variable.IsCaptured || (variable.IsAddressTaken && !isAddress)
                ? InFrame(Storage.CellOf(variable, isAddress), isAddress)
                : new Storage(StorageKind.Local, (uint)local) { IsReference = isAddress };
        }

        foreach (VariableBound bound in Signatures.BoundsOf(_routine.Type.Parameters, index))
        {
            int boundLocal = _next++;
            Cell cell = bound.Type == ValueType.I64 ? Cell.I64 : Cell.I32;
            Storage storage = variable.IsCaptured || bound.Variable is { IsCaptured: true }
                ? InFrame(cell, false)
                : new Storage(StorageKind.Local, (uint)boundLocal);
            plan.Bounds.Add((boundLocal, cell, storage));
            if (bound.Variable is { } symbol)
            {
                plan.Variables[symbol] = storage;
            }
            else
            {
                plan.Highs[variable] = storage;
            }
        }
    }

    private void PlaceResult(VariableSymbol result)
    {
        if (plan.ResultAddress >= 0)
        {
            plan.Variables[result] = result.IsCaptured
                ? InFrame(Cell.I32, true)
                : new Storage(StorageKind.Local, (uint)plan.ResultAddress) { IsReference = true };
        }
        else
        {
            PlaceScalar(result);
        }

        if (_routine.ChecksResult)
        {
            plan.ResultFlag = result.IsCaptured
                ? InFrame(Cell.I32, false)
                : new Storage(StorageKind.Local, (uint)_code.NewLocal(ValueType.I32));
        }
    }

    private void PlaceVariable(VariableSymbol variable)
    {
        if (variable.Overlays is { } other)
        {
            if (!variable.IsStatic && !other.IsStatic)
            {
                plan.Variables[variable] = plan.Variables[other];
            }
        }
        else if (variable.Kind == VariableKind.Global)
        {
            if (IsPrivateGlobal(variable))
            {
                PlaceScalar(variable);
            }
        }
        else if (variable.Image is null)
        {
            if (variable.IsReference)
            {
                PlaceReference(variable);
            }
            else if (variable.Type.IsMemory)
            {
                plan.Variables[variable] = InFrame(variable.Type);
            }
            else
            {
                PlaceScalar(variable);
            }
        }
    }

    // A program's variable that the main body alone uses, by value alone, lives in the main function.
    private static bool IsPrivateGlobal(VariableSymbol variable) =>
        variable is { IsCaptured: false, IsAddressTaken: false, Image: null, Unit: null, StandardFile: 0 }
        && !variable.Type.IsMemory && !variable.IsReference;

    private void PlaceReference(VariableSymbol variable) =>
        plan.Variables[variable] = variable.IsCaptured
            ? InFrame(Cell.I32, true)
            : new Storage(StorageKind.Local, (uint)_code.NewLocal(ValueType.I32)) { IsReference = true };

    private void PlaceScalar(VariableSymbol variable)
    {
        if (variable.IsCaptured || variable.IsAddressTaken)
        {
            plan.Variables[variable] = InFrame(variable.Type);
            return;
        }

        ValueType type = Cells.Of(variable.Type).TypeOf();
        plan.Variables[variable] = new Storage(StorageKind.Local, (uint)_code.NewLocal(type, variable.Name));
        if (variable.Type is RoutineType)
        {
            _code.NewLocal(ValueType.I32);
        }
    }

    private Storage InFrame(PascalType type) =>
        new(StorageKind.Frame, _code.AllocateFrame((uint)type.Size, (uint)Math.Max(type.Alignment, 1)));

    private Storage InFrame(Cell cell, bool isReference)
    {
        uint size = cell is Cell.I64 or Cell.F64 or Cell.Routine ? 8u : 4u;
        return new Storage(StorageKind.Frame, _code.AllocateFrame(size, size)) { IsReference = isReference };
    }
}
