using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Units;

/// <summary>What a name of an interface stands for, in a compiled unit.</summary>
internal enum SymbolTag : byte
{
    Constant,
    Type,
    Variable,
    Routines,
}

/// <summary>Whose storage a variable has by <c>absolute</c>.</summary>
internal enum OverlayTag : byte
{
    /// <summary>Its own.</summary>
    None,

    /// <summary>A variable's of the same interface, by name.</summary>
    Own,

    /// <summary>A variable's of another unit: the unit's number, the name.</summary>
    Foreign,

    /// <summary>A standard file's, by name.</summary>
    Required,
}

/// <summary>How a constant is written.</summary>
internal enum ConstantTag : byte
{
    Ordinal,
    Real,
    String,
    Set,
    Nil,
}

/// <summary>Describes a bound interface (langs/pascal/UNITS.md).</summary>
internal sealed class InterfaceWriter
{
    private readonly TypeWriter _types;
    private readonly CodeBuffer _symbols = new();

    private InterfaceWriter(Universe universe, ForeignTypes foreign) => _types = new TypeWriter(universe, foreign);

    /// <summary>Describes an interface in which nothing is wrong.</summary>
    /// <param name="scope">What the unit declares in it.</param>
    /// <param name="uses">The units that it uses.</param>
    /// <param name="universe">The required types.</param>
    /// <param name="foreign">The types of other units.</param>
    internal static UnitInterface Write(Scope scope, IEnumerable<LoadedUnit> uses, Universe universe, ForeignTypes foreign)
    {
        InterfaceWriter writer = new(universe, foreign);
        foreach (LoadedUnit used in uses)
        {
            writer._types.NumberOf(used);
        }

        int count = 0;
        foreach (Symbol symbol in scope.Names.Values)
        {
            count += writer.Write(symbol) ? 1 : 0;
        }

        CodeBuffer all = new();
        writer._types.WriteTo(all);
        all.WriteU32((uint)count);
        all.WriteBytes(writer._symbols.Written);
        return new UnitInterface(all.Written.ToArray(), writer._types.Own);
    }

    private bool Write(Symbol symbol)
    {
        switch (symbol)
        {
            case ConstantSymbol { Value: BoundConstant value }:
                _types.Need(value.Type);
                Begin(SymbolTag.Constant, symbol);
                _types.WriteConstant(_symbols, value);
                return true;
            case TypeSymbol type:
                _types.Need(type.Type);
                Begin(SymbolTag.Type, symbol);
                _types.WriteReference(_symbols, type.Type);
                return true;
            case VariableSymbol variable:
                _types.Need(variable.Type);
                Begin(SymbolTag.Variable, symbol);
                _types.WriteReference(_symbols, variable.Type);
                _symbols.WriteFlag(variable.IsReadOnly);
                WriteOverlaid(variable.Overlays);
                return true;
            case RoutineGroup group:
                WriteRoutines(group);
                return true;
            default:
                return false;
        }
    }

    private void WriteOverlaid(VariableSymbol? overlaid)
    {
        if (overlaid is null)
        {
            _symbols.WriteByte((byte)OverlayTag.None);
        }
        else if (overlaid.StandardFile != 0)
        {
            _symbols.WriteByte((byte)OverlayTag.Required);
            _symbols.WriteText(overlaid.Name);
        }
        else if (_types.NumberOf(overlaid.Unit!) is >= 0 and int unit)
        {
            _symbols.WriteByte((byte)OverlayTag.Foreign);
            _symbols.WriteU32((uint)unit);
            _symbols.WriteText(overlaid.Name);
        }
        else
        {
            _symbols.WriteByte((byte)OverlayTag.Own);
            _symbols.WriteText(overlaid.Name);
        }
    }

    private void WriteRoutines(RoutineGroup group)
    {
        foreach (RoutineSymbol routine in group.Routines)
        {
            _types.Need(routine.Type);
        }

        Begin(SymbolTag.Routines, group);
        _symbols.WriteU32((uint)group.Routines.Count);
        foreach (RoutineSymbol routine in group.Routines)
        {
            _types.WriteReference(_symbols, routine.Type);
        }
    }

    private void Begin(SymbolTag tag, Symbol symbol)
    {
        _symbols.WriteByte((byte)tag);
        _symbols.WriteText(symbol.Name);
    }
}

/// <summary>Which unit each type of the units bound so far belongs to.</summary>
internal sealed class ForeignTypes
{
    private readonly Dictionary<PascalType, (LoadedUnit Unit, int Number)> _places = [];

    internal bool TryFind(PascalType type, out (LoadedUnit Unit, int Number) place) => _places.TryGetValue(type, out place);

    internal void Add(LoadedUnit unit, PascalType[] types)
    {
        for (int i = 0; i < types.Length; i++)
        {
            _places[types[i]] = (unit, i);
        }
    }
}
