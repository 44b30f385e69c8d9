using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Routines' headings: formal parameters and results (6.6.3.1 and 6.6.3.7.1).</summary>
internal sealed class HeadingBinder(Binder binder)
{
    /// <summary>A routine type of the dialect.</summary>
    internal RoutineType BindType(RoutineTypeSyntax syntax)
    {
        List<Parameter> parameters = [];
        BindParameters(syntax.Parameters, null, parameters, null);
        PascalType result = syntax.Result is null
            ? syntax.Kind == RoutineKind.Function ? ErrorType.Instance : VoidType.Instance
            : binder.Types.Bind(syntax.Result);
        return new RoutineType([.. parameters], result);
    }

    /// <summary>A heading's type, and its parameters as variables (which the caller declares) and bound identifiers.</summary>
    internal RoutineType Bind(RoutineHeadingSyntax syntax, RoutineSymbol routine, List<(Identifier, VariableSymbol)> variables)
    {
        List<Parameter> parameters = [];
        BindParameters(syntax.Parameters ?? [], routine, parameters, variables);
        return new RoutineType([.. parameters], Result(syntax));
    }

    private PascalType Result(RoutineHeadingSyntax syntax)
    {
        if (syntax.Result is null)
        {
            return syntax.Kind == RoutineKind.Function ? ErrorType.Instance : VoidType.Instance;
        }

        PascalType type = binder.Types.Bind(syntax.Result);
        bool isSimple = type is OrdinalType or RealType or PointerType or ErrorType;
        if (!isSimple && (binder.IsIso || type.ContainsFile))
        {
            binder.Report.Add(D.ResultType, syntax.Result.Span, type);
            return ErrorType.Instance;
        }

        return type;
    }

    private void BindParameters(
        ParameterSyntax[] sections, RoutineSymbol? routine, List<Parameter> parameters, List<(Identifier Name, VariableSymbol Variable)>? variables)
    {
        for (int group = 0; group < sections.Length; group++)
        {
            switch (sections[group])
            {
                case VariableParameterSyntax section:
                    BindSection(section, group, routine, parameters, variables);
                    break;
                case RoutineParameterSyntax section:
                    BindRoutine(section, group, routine, parameters, variables);
                    break;
            }
        }
    }

    private void BindSection(
        VariableParameterSyntax section,
        int group,
        RoutineSymbol? routine,
        List<Parameter> parameters,
        List<(Identifier Name, VariableSymbol Variable)>? variables)
    {
        PascalType type = section.Type switch
        {
            null => VoidType.Instance,
            ConformantArrayTypeSyntax schema => Conformant(schema, routine, variables),
            OpenArrayTypeSyntax open => binder.Types.Bind(open.Element) is { IsError: false } element ? new OpenArrayType(element) : ErrorType.Instance,
            _ => binder.Types.Bind(section.Type),
        };
        if (section.Mode == ParameterMode.Value && type.ContainsFile)
        {
            binder.Report.Add(D.FileByValue, section.Type!.Span, type);
            type = ErrorType.Instance;
        }

        BoundConstant? defaultValue = null;
        if (section.DefaultValue is { } syntax)
        {
            defaultValue = binder.Conversions.Assign(binder.Expressions.BindConstant(syntax), type, CompilerSwitches.Default) as BoundConstant;
            type = defaultValue is null ? ErrorType.Instance : type;
        }

        if (section.DefaultValue is null && parameters.Count > 0 && parameters[^1].Default is not null)
        {
            binder.Report.Add(D.DefaultInMiddle, section.Span);
        }

        foreach (Identifier name in section.Names)
        {
            Parameter parameter = new(section.Mode, type, defaultValue, group);
            parameters.Add(parameter);
            if (routine is not null)
            {
                variables!.Add((name, new VariableSymbol(name.Name, VariableKind.Parameter, type, routine, name.Span)
                {
                    Mode = section.Mode,
                    IsReference = parameter.IsReference,
                    IsReadOnly = section.Mode == ParameterMode.Const,
                }));
            }
        }
    }

    private void BindRoutine(
        RoutineParameterSyntax section,
        int group,
        RoutineSymbol? routine,
        List<Parameter> parameters,
        List<(Identifier Name, VariableSymbol Variable)>? variables)
    {
        List<Parameter> inner = [];
        BindParameters(section.Heading.Parameters ?? [], null, inner, null);
        RoutineType type = new([.. inner], Result(section.Heading));
        parameters.Add(new Parameter(ParameterMode.Value, type, null, group));
        if (routine is not null)
        {
            Identifier name = section.Heading.Name;
            variables!.Add((name, new VariableSymbol(name.Name, VariableKind.Parameter, type, routine, name.Span) { IsReadOnly = true }));
        }
    }

    private PascalType Conformant(
        ConformantArrayTypeSyntax syntax, RoutineSymbol? routine, List<(Identifier Name, VariableSymbol Variable)>? variables)
    {
        if (syntax.IsPacked && syntax.Indices.Length > 1)
        {
            binder.Report.Add(D.PackedSchema, syntax.Span);
        }

        // Bounds are declared outermost first; types are built innermost first.
        List<(OrdinalType? Index, VariableSymbol? Low, VariableSymbol? High)> indices = [];
        foreach (ConformantIndexSyntax index in syntax.Indices)
        {
            OrdinalType? type = binder.Types.Ordinal(index.Type);
            indices.Add((type, Bound(index.Low, type), Bound(index.High, type)));
        }

        PascalType element = syntax.Element is ConformantArrayTypeSyntax inner
            ? Conformant(inner, routine, variables)
            : binder.Types.Bind(syntax.Element);
        for (int i = indices.Count - 1; i >= 0; i--)
        {
            (OrdinalType? index, VariableSymbol? low, VariableSymbol? high) = indices[i];
            if (index is null || element.IsError)
            {
                return ErrorType.Instance;
            }

            element = new ConformantArrayType(index, element, syntax.IsPacked) { LowBound = low, HighBound = high };
        }

        return element;

        VariableSymbol? Bound(Identifier name, OrdinalType? type)
        {
            if (routine is null)
            {
                return null;
            }

            VariableSymbol bound = new(name.Name, VariableKind.Bound, type is null ? ErrorType.Instance : type, routine, name.Span) { IsReadOnly = true };
            variables!.Add((name, bound));
            return bound;
        }
    }
}
