using System.Globalization;
using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>Checks everything of a module but the code: indices, bounds, shapes.</summary>
internal sealed class ModuleVerifier(PcodeModule module)
{
    private const int MostErrors = 20;

    private static readonly Subject s_module = new("the module", -1);

    private readonly List<Diagnostic> _errors = [];

    internal List<Diagnostic> Verify()
    {
        Count(s_module, module.Types.Length, "types", ModuleLimits.Items);
        Count(s_module, (long)module.Imports.Length + module.Functions.Length, "functions", ModuleLimits.Items);
        Count(s_module, module.Tables.Length, "tables", ModuleLimits.Tables);
        Count(s_module, module.Globals.Length, "globals", ModuleLimits.Items);
        Count(s_module, module.Data.Length, "data segments", ModuleLimits.Items);
        Count(s_module, module.Elements.Length, "element segments", ModuleLimits.Items);
        Types();
        Imports();
        if (_errors.Count > 0)
        {
            // What follows names functions by signature.
            return _errors;
        }

        Functions();
        Tables();
        Memory();
        Globals();
        Exports();
        Entry();
        Elements();
        Data();
        return _errors;
    }

    private void Types()
    {
        for (int i = 0; i < module.Types.Length; i++)
        {
            FunctionType type = module.Types[i];
            Subject what = new("type", i);
            Count(what, type.Parameters.Length, "parameters", FunctionType.MaxParameters);
            Count(what, type.Results.Length, "results", FunctionType.MaxResults);
            ValueTypesOf(what, type.Parameters);
            ValueTypesOf(what, type.Results);
        }
    }

    private void Imports()
    {
        for (int i = 0; i < module.Imports.Length; i++)
        {
            Index(new Subject("import", i), "type", module.Imports[i].Type, module.Types.Length);
        }

        for (int i = 0; i < module.Functions.Length; i++)
        {
            Index(new Subject("code of function", module.Imports.Length + i), "type", module.Functions[i].Type, module.Types.Length);
        }
    }

    private void Functions()
    {
        bool hasFrame = false;
        long allLocals = 0;
        for (int i = 0; i < module.Functions.Length && _errors.Count < MostErrors; i++)
        {
            Function function = module.Functions[i];
            allLocals += function.Locals.Length;
            hasFrame |= function.Frame > 0;
            FunctionShape(function, new Subject("function", module.Imports.Length + i));
        }

        Count(s_module, allLocals, "locals", ModuleLimits.AllLocals);
        ulong stackEnd = (ulong)module.Memory.StackBase + module.Memory.StackSize;
        if (hasFrame && stackEnd > (ulong)module.Memory.Minimum * GuestMemory.PageSize)
        {
            Add(ModuleDiagnostics.BadMemory, $"the stack area ends at {stackEnd}, beyond the minimum of {module.Memory.Minimum} pages");
        }
    }

    private void FunctionShape(Function function, Subject what)
    {
        if (function.Frame > Function.MaxFrame || function.Frame % 16 != 0)
        {
            Add(ModuleDiagnostics.BadFrame, Text(what), function.Frame, Function.MaxFrame);
        }

        int parameters = module.Types[function.Type].Parameters.Length;
        Count(what, parameters + function.Locals.Length, "parameters and locals", ModuleLimits.Locals);
        Count(what, function.Labels.Length, "labels", ModuleLimits.Labels);
        Count(what, function.Code.Length, "bytes of code", ModuleLimits.CodeSize);
        ValueTypesOf(what, function.Locals);
        for (int i = 0; i < function.Labels.Length; i++)
        {
            Label label = function.Labels[i];
            if (label.Stack.Length > 0)
            {
                Count(what, label.Stack.Length, "operands at a label", ModuleLimits.LabelStack);
                ValueTypesOf(what, label.Stack);
            }

            if (label.IsEscapeTarget && (label.Stack.Length > 0 || function.Frame == 0))
            {
                Add(ModuleDiagnostics.BadEscapeLabel, Text(what), i,
                    function.Frame == 0 ? "the function has no memory frame" : "its stack isn't empty");
            }
        }
    }

    private void Tables()
    {
        for (int i = 0; i < module.Tables.Length; i++)
        {
            TableType table = module.Tables[i];
            if (table.Minimum > table.Maximum || table.Maximum > ModuleLimits.TableEntries)
            {
                Add(ModuleDiagnostics.BadTable, i, table.Minimum, table.Maximum, ModuleLimits.TableEntries);
            }
        }
    }

    private void Memory()
    {
        MemoryType memory = module.Memory;
        if (memory.Minimum > memory.Maximum || memory.Maximum > ModuleLimits.Pages)
        {
            Add(ModuleDiagnostics.BadMemory,
                $"minimum {memory.Minimum} and maximum {memory.Maximum} pages; minimum <= maximum <= {ModuleLimits.Pages} must hold");
        }

        if (memory.StackBase % 16 != 0 || memory.StackSize % 16 != 0 || memory.StackSize > ModuleLimits.StackSize)
        {
            Add(ModuleDiagnostics.BadMemory,
                $"stack area at {memory.StackBase} of {memory.StackSize} bytes; both are multiples of 16, the size at most {ModuleLimits.StackSize}");
        }
    }

    private void Globals()
    {
        for (int i = 0; i < module.Globals.Length; i++)
        {
            if (!module.Globals[i].Type.IsValid())
            {
                Add(ModuleDiagnostics.BadType, Text(new Subject("global", i)));
            }
        }
    }

    private void Exports()
    {
        Count(s_module, module.Exports.Length, "exports", ModuleLimits.Items);
        if (module.Exports.Length > 0)
        {
            ExportedItems();
        }
    }

    private void ExportedItems()
    {
        HashSet<string> names = [];
        for (int i = 0; i < module.Exports.Length; i++)
        {
            Export export = module.Exports[i];
            if (!names.Add(export.Name))
            {
                Add(ModuleDiagnostics.ExportedTwice, MessageText.Quote(export.Name));
            }

            Subject what = new("export", i);
            switch (export.Kind)
            {
                case ExportKind.Function:
                    Index(what, "function", export.Index, module.FunctionCount);
                    break;
                case ExportKind.Table:
                    Index(what, "table", export.Index, module.Tables.Length);
                    break;
                case ExportKind.Memory:
                    Index(what, "memory", export.Index, 1);
                    break;
                case ExportKind.Global:
                    Index(what, "global", export.Index, module.Globals.Length);
                    break;
                default:
                    Add(ModuleDiagnostics.BadItem, "exports", Text(what) + " has an unknown kind");
                    break;
            }
        }
    }

    private void Entry()
    {
        int entry = module.Entry;
        if (entry != -1 && (entry < module.Imports.Length || entry >= module.FunctionCount
            || module.TypeOf(entry) is not { Parameters.Length: 0, Results.Length: 0 }))
        {
            Add(ModuleDiagnostics.BadEntry, entry);
        }
    }

    private void Elements()
    {
        for (int i = 0; i < module.Elements.Length; i++)
        {
            ElementSegment segment = module.Elements[i];
            Subject what = new("element segment", i);
            foreach (uint reference in segment.References)
            {
                if (reference > (uint)module.FunctionCount)
                {
                    Add(ModuleDiagnostics.NoSuchIndex, Text(what), "function", reference - 1, module.FunctionCount);
                    break;
                }
            }

            if (segment.IsActive && Index(what, "table", segment.Table, module.Tables.Length))
            {
                Fits(what, (ulong)segment.Offset + (ulong)segment.References.Length, module.Tables[segment.Table].Minimum);
            }
        }
    }

    private void Data()
    {
        for (int i = 0; i < module.Data.Length; i++)
        {
            DataSegment segment = module.Data[i];
            if (segment.IsActive)
            {
                Fits(new Subject("data segment", i), (ulong)segment.Offset + (ulong)segment.Bytes.Length,
                    (ulong)module.Memory.Minimum * GuestMemory.PageSize);
            }
        }
    }

    private void Fits(Subject what, ulong end, ulong size)
    {
        if (end > size)
        {
            Add(ModuleDiagnostics.SegmentOutside, Text(what), end, size);
        }
    }

    private bool Index(Subject what, string thing, int index, int count)
    {
        if ((uint)index >= (uint)count)
        {
            Add(ModuleDiagnostics.NoSuchIndex, Text(what), thing, index, count);
            return false;
        }

        return true;
    }

    private void Count(Subject what, long count, string things, int most)
    {
        if (count > most)
        {
            Add(ModuleDiagnostics.TooMany, Text(what), count, things, most);
        }
    }

    private void ValueTypesOf(Subject what, ReadOnlySpan<ValueType> types)
    {
        if (!ValidTypes(types))
        {
            Add(ModuleDiagnostics.BadType, Text(what));
        }
    }

    private static bool ValidTypes(ReadOnlySpan<ValueType> types)
    {
        foreach (ValueType type in types)
        {
            if (!type.IsValid())
            {
                return false;
            }
        }

        return true;
    }

    private string Text(Subject subject) => subject switch
    {
        { Index: < 0 } => subject.Kind,
        { Kind: "function" } => MessageText.Function(module, subject.Index),
        { Kind: "import" } => "import " + MessageText.Quote(
            module.Imports[subject.Index].Module + "." + module.Imports[subject.Index].Name),
        { Kind: "export" } => "export " + MessageText.Quote(module.Exports[subject.Index].Name),
        _ => string.Create(CultureInfo.InvariantCulture, $"{subject.Kind} {subject.Index}"),
    };

    private void Add(DiagnosticDescriptor descriptor, params object[] arguments)
    {
        if (_errors.Count < MostErrors)
        {
            _errors.Add(new Diagnostic(descriptor, null, arguments)
            {
                File = module.FileName.Length > 0 ? module.FileName : null,
            });
        }
    }

    /// <summary>What a rule is about; becomes text when the rule is broken.</summary>
    private readonly record struct Subject(string Kind, int Index);
}
