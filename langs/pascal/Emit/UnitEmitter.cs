using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Units;

namespace ProcVM.Pascal.Emit;

/// <summary>Turns a bound unit into a module that is linked with programs: what its interface shows, its initialization and its
/// finalization, and what these need.</summary>
internal sealed class UnitEmitter
{
    private const int StoresInFunction = 4096;

    private readonly BoundUnit _unit;
    private readonly ModuleBuilder _module;
    private readonly ModuleContext _context;

    internal UnitEmitter(BoundUnit unit, PascalOptions options, bool hasEscapes)
    {
        _unit = unit;
        _module = ProgramEmitter.NewModule(options, isRelocatable: true);
        _context = new ModuleContext(_module, options, unit.Symbol) { HasEscapes = hasEscapes };
    }

    /// <summary>True for a module that exports a name.</summary>
    internal static bool Shows(PcodeModule module, string name) => Array.Exists(module.Exports, export => export.Name == name);

    /// <summary>Exports a variable: a constant global holds its address. One at another module's address is known by that.</summary>
    internal static void Show(ModuleBuilder module, ModuleContext context, VariableSymbol variable)
    {
        long address = context.StaticOf(variable);
        if (!ModuleContext.IsExternal(address))
        {
            module.Export(UnitExports.NameOf(variable), ExportKind.Global, module.Global(ValueType.I32, isMutable: false, (ulong)address));
        }
    }

    /// <summary>Writes the function that stores addresses and references in variables.</summary>
    internal static void EmitInitialValues(ModuleContext context, FunctionBuilder code)
    {
        int stores = 0;
        FunctionBuilder part = code;
        foreach (InitialValue value in context.InitialValues)
        {
            if (++stores % StoresInFunction == 0)
            {
                part = context.Module.Function(code.Name, context.Module.Type(">"));
                code.Call(part.Handle);
            }

            part.Relocated(RelocationKind.Address, context.SymbolOf(value.Address));
            if (value.Routine.IsValid)
            {
                part.Reference(value.Routine);
            }
            else
            {
                part.Relocated(RelocationKind.Address, context.SymbolOf(value.Value));
            }

            part.Emit(Opcode.I32Store, 0);
            if (stores % StoresInFunction == StoresInFunction - 1 && part != code)
            {
                part.Emit(Opcode.Return);
            }
        }

        if (part != code && part.IsReachable)
        {
            part.Emit(Opcode.Return);
        }

        code.Emit(Opcode.Return);
    }

    /// <summary>The module, with a section that describes the unit where there is one.</summary>
    internal LoadResult<PcodeModule> Emit(ReadOnlyMemory<byte> description = default)
    {
        _context.Halt = _module.Import(UnitExports.Program, UnitExports.Halt, "i>");
        ShowInterface();
        if (ProgramEmitter.HasStatements(_unit.Initialization))
        {
            _module.Export(UnitExports.Initialization, _context.PlanOf(_unit.Initialization).Handle);
        }

        if (_unit.Finalization is { } finalization)
        {
            _module.Export(UnitExports.Finalization, _context.PlanOf(finalization).Handle);
        }

        while (_context.Pending.TryDequeue(out RoutinePlan? plan))
        {
            new RoutineEmitter(_context, plan).Emit();
            ProgramEmitter.CheckLimits(_context, plan);
        }

        if (_context.InitialValues.Count > 0)
        {
            FunctionBuilder data = _module.Function(_unit.Symbol.Name + ".data", _module.Type(">"));
            EmitInitialValues(_context, data);
            _module.Export(UnitExports.Data, data.Handle);
        }

        if (_module.Data.IsFull)
        {
            _context.Diagnostics.Add(new Diagnostic(PascalDiagnostics.StaticsTooLarge, _unit.Initialization.Span));
        }

        if (!description.IsEmpty)
        {
            _module.Custom(CompiledUnit.Section, description);
        }

        return _context.Diagnostics.Count > 0
            ? LoadResult<PcodeModule>.Failure(_context.Diagnostics)
            : LoadResult<PcodeModule>.Success(_module.Build());
    }

    private void ShowInterface()
    {
        foreach (Symbol symbol in _unit.Symbol.Interface.Names.Values)
        {
            switch (symbol)
            {
                case VariableSymbol variable:
                    Show(_module, _context, variable);
                    break;
                case RoutineGroup group:
                    foreach (RoutineSymbol routine in group.Routines)
                    {
                        _module.Export(UnitExports.NameOf(routine), _context.PlanOf(routine).Handle);
                        _module.Export(UnitExports.ReferenceOf(routine), _context.ReferenceTo(routine));
                    }

                    break;
            }
        }
    }
}
