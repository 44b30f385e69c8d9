using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Declarations (6.2 and 6.6.1): what a block adds to its region.</summary>
internal sealed class DeclarationBinder
{
    private readonly Binder _binder;
    private readonly RoutineBinder _routines;

    internal DeclarationBinder(Binder binder)
    {
        _binder = binder;
        _routines = new RoutineBinder(binder);
    }

    /// <summary>Statements that give local variables their initial values.</summary>
    internal List<BoundStatement> Initial { get; set; } = [];

    /// <summary>Adds a name to the innermost region; false, with the error reported, when it can't.</summary>
    internal bool Declare(Identifier name, Symbol symbol)
    {
        if (name.IsMissing)
        {
            return false;
        }

        Scope scope = _binder.Scopes.Innermost;
        if (scope.Names.TryGetValue(name.Key, out Symbol? other) && other is not ErrorSymbol)
        {
            _binder.Report.Add(D.DeclaredTwice, name.Span, name.Name);
            scope.Names[name.Key] = new ErrorSymbol(name.Name);
            return false;
        }

        if (scope.Passed is { } passed && passed.TryGetValue(name.Key, out SourceSpan use))
        {
            _binder.Report.Add(D.UsedBefore, use, name.Name);
        }

        scope.Names[name.Key] = symbol;
        return true;
    }

    /// <summary>Declarations in order; headings alone in a unit's interface.</summary>
    internal void BindAll(DeclarationSyntax[] declarations, bool isInterface = false)
    {
        foreach (DeclarationSyntax declaration in declarations)
        {
            switch (declaration)
            {
                case LabelSectionSyntax section:
                    BindLabels(section);
                    break;
                case ConstantSectionSyntax section:
                    BindConstants(section);
                    break;
                case TypeSectionSyntax section:
                    BindTypes(section);
                    break;
                case VariableSectionSyntax section:
                    BindVariables(section);
                    break;
                case RoutineDeclarationSyntax routine:
                    _routines.Bind(routine, isInterface);
                    break;
            }
        }
    }

    /// <summary>Reports routines of a region whose blocks are missing, and labels that mark nothing.</summary>
    internal void Complete(Scope scope)
    {
        foreach (Symbol symbol in scope.Names.Values)
        {
            if (symbol is RoutineGroup group)
            {
                foreach (RoutineSymbol routine in group.Routines)
                {
                    if (routine.IsForward)
                    {
                        _binder.Report.Add(D.ForwardMissing, routine.Span, routine.Name);
                    }
                }
            }
        }

        foreach (LabelSymbol label in scope.Labels?.Values ?? Enumerable.Empty<LabelSymbol>())
        {
            if (!label.IsPlaced && (_binder.IsIso || label.IsEscapeTarget) && !label.IsUsed)
            {
                _binder.Report.Add(D.LabelMissing, label.EscapeSpan ?? label.Span, label.Name);
            }
            else if (label is { IsPlaced: true, IsOutermost: false, EscapeSpan: { } span })
            {
                _binder.Report.Add(D.GotoInto, span, label.Name);
            }
        }
    }

    private void BindLabels(LabelSectionSyntax section)
    {
        Scope scope = _binder.Scopes.Innermost;
        scope.Labels ??= new(StringComparer.Ordinal);
        foreach (Identifier name in section.Labels)
        {
            LabelSymbol label = new(name.Name, _binder.Routine, name.Span);
            if (name.IsMissing)
            {
                continue;
            }

            if (scope.Labels.TryAdd(name.Key, label))
            {
                _binder.Routine.Labels.Add(label);
            }
            else
            {
                _binder.Report.Add(D.DeclaredTwice, name.Span, name.Name);
            }
        }
    }

    private void BindConstants(ConstantSectionSyntax section)
    {
        foreach (ConstantDeclarationSyntax declaration in section.Constants)
        {
            if (declaration.Type is not null)
            {
                BindTypedConstant(declaration);
                continue;
            }

            BoundExpression value = _binder.Expressions.BindConstant(declaration.Value);
            Declare(declaration.Name, new ConstantSymbol(declaration.Name.Name, value is BoundConstant ? value : new BoundError(declaration.Span)));
        }
    }

    private void BindTypedConstant(ConstantDeclarationSyntax declaration)
    {
        PascalType type = _binder.Types.Bind(declaration.Type!);
        VariableSymbol variable = New(declaration.Name, type);
        variable.Image = _binder.Initializers.Bind(type, declaration.Value);
        Declare(declaration.Name, variable);
        _binder.Routine.Locals.Add(variable);
    }

    private void BindTypes(TypeSectionSyntax section)
    {
        _binder.Types.Begin();
        foreach (TypeDeclarationSyntax declaration in section.Types)
        {
            PascalType type = _binder.Types.Bind(declaration.Type);
            if (declaration.Type is not NamedTypeSyntax && !type.IsError)
            {
                type.Name ??= declaration.Name.Name;
            }

            Declare(declaration.Name, new TypeSymbol(declaration.Name.Name, type));
        }

        _binder.Types.End();
    }

    private VariableSymbol New(Identifier name, PascalType type)
    {
        RoutineSymbol owner = _binder.Routine;
        return new VariableSymbol(name.Name, owner.Level == 0 ? VariableKind.Global : VariableKind.Local, type, owner, name.Span)
        {
            Unit = owner.Level == 0 ? _binder.Unit : null,
            IsCaptured = owner.Level == 0 && _binder.Unit is not null,
        };
    }

    private void BindVariables(VariableSectionSyntax section)
    {
        foreach (VariableDeclarationSyntax declaration in section.Variables)
        {
            PascalType type = _binder.Types.Bind(declaration.Type);
            foreach (Identifier name in declaration.Names)
            {
                VariableSymbol variable = New(name, type);
                if (declaration.Value is not null)
                {
                    Initialize(variable, declaration.Value);
                }
                else if (declaration.Overlaid is { } overlaid)
                {
                    Overlay(variable, overlaid);
                }

                if (Declare(name, variable))
                {
                    _binder.Routine.Locals.Add(variable);
                }
            }
        }
    }

    /// <summary>Gives a variable the storage of another, which from then on anything may change.</summary>
    private void Overlay(VariableSymbol variable, Identifier name)
    {
        Symbol? found = name.IsMissing ? null : _binder.Scopes.Find(name.Key, name.Span, out _);
        if (found is RoutineGroup group && group.Routines.Contains(_binder.Routine))
        {
            found = _binder.Routine.Result;
        }

        if (found is not VariableSymbol other || (!other.IsStatic && other.Owner != _binder.Routine))
        {
            if (!name.IsMissing && found is not ErrorSymbol)
            {
                _binder.Report.Add(found is null ? D.Undeclared : D.NotOverlaid, name.Span, name.Name);
            }

            return;
        }

        other = other.Overlays ?? other;
        other.IsUsed = other.IsModified = other.IsAddressTaken = true;
        _binder.Places.Capture(other);
        variable.Overlays = other;
        if (!other.IsReference && other.Type is not (OpenArrayType or ConformantArrayType) && variable.Type.Size > other.Type.Size)
        {
            _binder.Report.Add(D.OverlayLarger, name.Span, variable.Name, other.Name);
        }
    }

    /// <summary>A global variable begins with its value; a local one is assigned it, from a hidden constant where it is structured.</summary>
    private void Initialize(VariableSymbol variable, ExpressionSyntax value)
    {
        StaticImage? image = _binder.Initializers.Bind(variable.Type, value);
        if (image is null || variable.Kind == VariableKind.Global)
        {
            variable.Image = image;
            return;
        }

        VariableSymbol constant = _binder.Hidden(variable.Name, variable.Type, variable.Span);
        constant.Image = image;
        variable.IsModified = true;
        Initial.Add(new BoundAssignment(
            variable.Span, new BoundVariable(variable.Span, variable), new BoundVariable(variable.Span, constant)));
    }
}
