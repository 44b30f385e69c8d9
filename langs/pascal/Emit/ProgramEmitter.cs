using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Units;

namespace ProcVM.Pascal.Emit;

/// <summary>Turns a bound program into a module: the routines that can be reached from its main routine and its units.</summary>
internal sealed class ProgramEmitter
{
    private readonly BoundProgram _program;
    private readonly ModuleBuilder _module;
    private readonly ModuleContext _context;
    private readonly PcodeModule[]? _units;
    private FunctionBuilder? _own;

    /// <param name="program">The program.</param>
    /// <param name="options">How to compile.</param>
    /// <param name="units">The modules of its units, in their order, when they are to be linked; null when the program's module holds them.</param>
    internal ProgramEmitter(BoundProgram program, PascalOptions options, PcodeModule[]? units = null)
    {
        _program = program;
        _units = units;
        _module = NewModule(options, isRelocatable: units is not null);
        _context = new ModuleContext(_module, options) { HasEscapes = program.HasEscapes };
    }

    internal static ModuleBuilder NewModule(PascalOptions options, bool isRelocatable) =>
        new() { Producer = "ProcVM Pascal 0.1", HasLocalNames = options.HasVariableNames, IsRelocatable = isRelocatable };

    internal LoadResult<PcodeModule> Emit()
    {
        _context.Halt = HaltRoutine();
        RoutinePlan main = _context.PlanOf(_program.Main);
        _module.Entry = main.Handle;
        while (_context.Pending.TryDequeue(out RoutinePlan? plan))
        {
            RoutineEmitter emitter = new(_context, plan);
            if (plan == main)
            {
                emitter.Emit(EmitStart, EmitEnd);
            }
            else
            {
                emitter.Emit();
            }

            CheckLimits(_context, plan);
        }

        if (_units is not null)
        {
            ShowToUnits();
            UnitEmitter.EmitInitialValues(_context, _own!);
        }

        if (_module.Data.IsFull)
        {
            _context.Diagnostics.Add(new Diagnostic(PascalDiagnostics.StaticsTooLarge, _program.Main.Span));
        }

        return _context.Diagnostics.Count > 0
            ? LoadResult<PcodeModule>.Failure(_context.Diagnostics)
            : LoadResult<PcodeModule>.Success(_module.Build());
    }

    private void ShowToUnits()
    {
        _module.Export(UnitExports.Halt, _context.Halt);
        foreach (VariableSymbol file in _program.StandardFiles)
        {
            UnitEmitter.Show(_module, _context, file);
        }
    }

    // With units that have something to do at the end, halt does it first.
    private FunctionHandle HaltRoutine()
    {
        FunctionHandle exit = _context.Host(PvmImports.Exit);
        if (_units is null && !Array.Exists(_program.Units, unit => unit.Finalization is not null))
        {
            return exit;
        }

        FunctionBuilder code = _module.Function("halt", _module.Type("i>"));
        CallFinalizations(code);
        code.Get(0);
        code.Call(exit);
        code.Emit(Opcode.Unreachable);
        return code.Handle;
    }

    private void CallFinalizations(FunctionBuilder code)
    {
        for (int i = _program.Units.Length - 1; i >= 0; i--)
        {
            if (_program.Units[i].Finalization is { } finalization)
            {
                code.Call(_context.HandleOf(finalization));
            }
        }
    }

    private void EmitStart(RoutineEmitter main)
    {
        if (_units is not null)
        {
            StoreInitialValues(main);
        }

        for (int i = 0; i < _program.Units.Length; i++)
        {
            RoutineSymbol initialization = _program.Units[i].Initialization;
            bool isThere = _units is null ? HasStatements(initialization) : UnitEmitter.Shows(_units[i], UnitExports.Initialization);
            if (isThere)
            {
                main.Code.Call(_context.HandleOf(initialization));
            }
        }

        foreach (VariableSymbol variable in _program.Main.Locals)
        {
            if (variable is { ProgramParameter: >= 0, Type: FileType })
            {
                BindFile(main, variable);
            }
        }
    }

    internal static bool HasStatements(RoutineSymbol initialization) => initialization.Body is not null and not BoundBlock { Statements: [] };

    // All variables have their first values before any unit's initialization runs.
    private void StoreInitialValues(RoutineEmitter main)
    {
        for (int i = 0; i < _units!.Length; i++)
        {
            if (UnitEmitter.Shows(_units[i], UnitExports.Data))
            {
                main.Code.Call(_module.Import(UnitExports.ModuleOf(_program.Units[i].Symbol), UnitExports.Data, ">"));
            }
        }

        _own = _module.Function("data", _module.Type(">"));
        main.Code.Call(_own.Handle);
    }

    private void EmitEnd(RoutineEmitter main)
    {
        CallFinalizations(main.Code);
        if (!_context.IsIso)
        {
            return;
        }

        foreach (VariableSymbol variable in _program.Main.Locals)
        {
            if (variable is { StandardFile: 0, Type: FileType } && variable.IsUsed | variable.IsModified | variable.IsAddressTaken)
            {
                main.Places.PushStatic(_context.StaticOf(variable));
                main.Host(PvmImports.FileRelease);
            }
        }
    }

    // A program parameter is the file that the command-line argument at its place names, or else the file of its own name.
    private void BindFile(RoutineEmitter main, VariableSymbol variable)
    {
        FunctionBuilder code = main.Code;
        uint top = code.FrameTop;
        Address name = main.Temporary(StringEmitter.MaxLength + 1, 1);
        LabelHandle absent = code.NewLabel();
        LabelHandle end = code.NewLabel();
        code.I32(variable.ProgramParameter);
        main.Host(PvmImports.ArgCount);
        code.Emit(Opcode.I32LtS);
        code.Branch(Opcode.BrIfz, absent);
        code.I32(variable.ProgramParameter + 1);
        main.Places.Push(name);
        code.I32(StringEmitter.MaxLength);
        main.Host(PvmImports.ArgGet);
        main.Places.PushStatic(_context.StaticOf(variable));
        main.Places.Push(name.Plus(1));
        main.Places.Load(name, Cell.U8);
        Assign(main, variable);
        code.Branch(Opcode.Br, end);
        code.Mark(absent);
        main.Places.PushStatic(_context.StaticOf(variable));
        main.Places.PushStatic(main.Strings.CharsOf(variable.Name));
        code.I32(variable.Name.Length);
        Assign(main, variable);
        code.Mark(end);
        code.ReleaseFrame(top);
    }

    private static void Assign(RoutineEmitter main, VariableSymbol variable)
    {
        main.Code.I32(((FileType)variable.Type).HostKind);
        main.Host(PvmImports.FileAssign);
    }

    internal static void CheckLimits(ModuleContext context, RoutinePlan plan)
    {
        RoutineSymbol routine = plan.Routine;
        Diagnostic? error = plan.Code.Limit switch
        {
            BuilderLimit.Locals => new Diagnostic(PascalDiagnostics.TooManyLocals, routine.Span, routine.Name),
            BuilderLimit.Labels => new Diagnostic(PascalDiagnostics.RoutineTooLarge, routine.Span, routine.Name, "too many jumps"),
            BuilderLimit.Code => new Diagnostic(PascalDiagnostics.RoutineTooLarge, routine.Span, routine.Name, "too much code"),
            BuilderLimit.Frame => new Diagnostic(PascalDiagnostics.FrameTooLarge, routine.Span, routine.Name),
            BuilderLimit.Signature => new Diagnostic(PascalDiagnostics.TooManyParameters, routine.Span, routine.Name),
            _ => null,
        };
        if (error is not null)
        {
            context.Diagnostics.Add(error);
        }
    }
}
