using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Units;

/// <summary>Gives a compiled unit's interface to those who bind against it.</summary>
internal static class InterfaceReader
{
    private const int MostOverloads = 500;

    /// <summary>Declares what the description says; the types by number, or null and what is wrong with it.</summary>
    /// <param name="description">The bytes.</param>
    /// <param name="unit">Owns what is declared; its unit gets the names.</param>
    /// <param name="universe">The required types.</param>
    /// <param name="findUnit">The unit of this name whose interface has this hash; null when there is none.</param>
    /// <param name="error">What is wrong.</param>
    internal static UnitInterface? Read(
        ReadOnlyMemory<byte> description,
        RoutineSymbol unit,
        Universe universe,
        Func<string, UnitHash, LoadedUnit?> findUnit,
        out string? error)
    {
        UnitBytes bytes = new(description);
        TypeReader types = new(bytes, universe, findUnit);
        types.Read();
        Dictionary<string, Symbol> names = unit.Unit!.Interface.Names;
        int count = bytes.Count("the number of names");
        for (int i = 0; i < count && !bytes.Failed; i++)
        {
            SymbolTag tag = (SymbolTag)bytes.U8("a name");
            string name = bytes.Name("a name");
            Symbol? symbol = tag switch
            {
                SymbolTag.Constant => types.Constant() is { } value ? new ConstantSymbol(name, value) : null,
                SymbolTag.Type => new TypeSymbol(name, types.Variable("a type's name")),
                SymbolTag.Variable => Variable(name, types, bytes, unit, universe),
                SymbolTag.Routines => Routines(name, types, bytes, unit),
                _ => null,
            };
            if (symbol is null || !names.TryAdd(name.ToLowerInvariant(), symbol))
            {
                bytes.Fail($"'{name}' is declared twice, or as nothing known");
            }
        }

        bytes.Finish();
        error = bytes.Error;
        return error is null ? new UnitInterface(description, types.Types) : null;
    }

    private static VariableSymbol Variable(string name, TypeReader types, UnitBytes bytes, RoutineSymbol unit, Universe universe) =>
        new(name, VariableKind.Global, types.Variable("a variable"), unit, default)
        {
            Unit = unit.Unit,
            IsReadOnly = bytes.Flag("read-only"),
            Overlays = Overlaid(types, bytes, unit.Unit!, universe),
            IsCaptured = true,
            IsAddressTaken = true,
            IsModified = true,
            IsUsed = true,
        };

    private static VariableSymbol? Overlaid(TypeReader types, UnitBytes bytes, UnitSymbol unit, Universe universe)
    {
        OverlayTag tag = (OverlayTag)bytes.U8("absolute");
        Scope? scope = tag switch
        {
            OverlayTag.Own => unit.Interface,
            OverlayTag.Foreign => types.Unit("absolute")?.Symbol.Interface,
            OverlayTag.Required => universe.Scope,
            _ => null,
        };
        if (tag == OverlayTag.None || bytes.Failed)
        {
            return null;
        }

        string name = bytes.Name("a variable");
        if (scope?.Names.GetValueOrDefault(name.ToLowerInvariant()) is VariableSymbol { Overlays: null, IsStatic: true } variable)
        {
            variable.IsUsed = true;
            return variable;
        }

        bytes.Fail("a variable is at no variable's place");
        return null;
    }

    private static RoutineGroup? Routines(string name, TypeReader types, UnitBytes bytes, RoutineSymbol unit)
    {
        RoutineGroup? group = null;
        int count = bytes.Count("the number of routines");
        if (count > MostOverloads)
        {
            bytes.Fail("too many routines of one name");
        }

        for (int i = 0; i < count && !bytes.Failed; i++)
        {
            RoutineType type = types.Routine("a routine");
            RoutineSymbol routine = new(name, unit, default)
            {
                Kind = type.IsFunction ? Syntax.RoutineKind.Function : Syntax.RoutineKind.Procedure,
                Type = type,
                Unit = unit.Unit,
                IsExported = true,
                IsUsed = true,
                OverloadIndex = i,
            };
            if (type.IsFunction)
            {
                routine.Result = new VariableSymbol(name, VariableKind.Result, type.Result, routine, default);
            }

            if (group is null)
            {
                group = new RoutineGroup(name, routine);
            }
            else
            {
                group.Routines.Add(routine);
            }
        }

        return group;
    }
}
