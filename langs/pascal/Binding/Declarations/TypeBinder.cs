using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Types as they are written (6.4).</summary>
internal sealed class TypeBinder(Binder binder)
{
    /// <summary>Pointers of the type section that is being bound, whose targets may still be declared; null outside one.</summary>
    private List<(PointerType Pointer, NamedTypeSyntax Target)>? _pending;

    private Universe Types => binder.Universe;

    /// <summary>Begins a type section.</summary>
    internal void Begin() => _pending = [];

    /// <summary>Ends a type section: every pointer's target is known now.</summary>
    internal void End()
    {
        List<(PointerType Pointer, NamedTypeSyntax Target)> pending = _pending!;
        _pending = null;
        foreach ((PointerType pointer, NamedTypeSyntax target) in pending)
        {
            pointer.Target = Named(target);
        }
    }

    internal PascalType Bind(TypeSyntax syntax)
    {
        PascalType type = BindAny(syntax);
        return type.Depth > PascalType.Deepest ? Fail(syntax.Span, D.TypeTooDeep, PascalType.Deepest) : type;
    }

    private PascalType BindAny(TypeSyntax syntax)
    {
        switch (syntax)
        {
            case NamedTypeSyntax named:
                return Named(named);
            case StringTypeSyntax text:
                return String(text);
            case EnumTypeSyntax enumeration:
                return Enum(enumeration);
            case SubrangeTypeSyntax subrange:
                return Subrange(subrange);
            case ArrayTypeSyntax array:
                return Array(array);
            case OpenArrayTypeSyntax array:
                return Bind(array.Element) is { IsError: false } element ? Dynamic(array, element) : ErrorType.Instance;
            case RecordTypeSyntax record:
                return binder.Records.Bind(record);
            case SetTypeSyntax set:
                return Set(set);
            case FileTypeSyntax file:
                return File(file);
            case PointerTypeSyntax pointer:
                return Pointer(pointer);
            case RoutineTypeSyntax routine:
                return binder.Headings.BindType(routine);
            case ConformantArrayTypeSyntax:
                return Fail(syntax.Span, D.ConformantHere);
            default:
                return ErrorType.Instance;
        }
    }

    /// <summary>The type that a name stands for.</summary>
    internal PascalType Named(NamedTypeSyntax syntax)
    {
        Symbol? symbol;
        if (syntax.Unit is { } unitName)
        {
            Symbol? found = binder.Expressions.Find(unitName, out _);
            if (found is not UnitSymbol unit)
            {
                return found is null or ErrorSymbol ? ErrorType.Instance : Fail(unitName.Span, D.NotUnit, unitName.Name);
            }

            symbol = binder.Expressions.FindInUnit(unit, syntax.Name);
        }
        else
        {
            symbol = binder.Expressions.Find(syntax.Name, out _);
        }

        return symbol switch
        {
            TypeSymbol type => type.Type,
            null or ErrorSymbol => ErrorType.Instance,
            _ => Fail(syntax.Span, D.NotType, syntax.Name.Name),
        };
    }

    /// <summary>An ordinal type, or null with the error reported.</summary>
    internal OrdinalType? Ordinal(TypeSyntax syntax)
    {
        PascalType type = Bind(syntax);
        if (type is not (OrdinalType or ErrorType))
        {
            Fail(syntax.Span, D.NotOrdinal, type);
        }

        return type as OrdinalType;
    }

    /// <summary>An array type; reports one that no memory holds.</summary>
    internal PascalType ArrayOf(SourceSpan span, OrdinalType index, PascalType element, bool isPacked)
    {
        if (index.Count > PascalType.Largest || (Int128)index.Count * Math.Max(1, element.Size) > PascalType.Largest)
        {
            return Fail(span, D.TooLarge, "array", PascalType.Largest);
        }

        return new ArrayType(index, element, isPacked);
    }

    private ErrorType Fail(SourceSpan span, Core.DiagnosticDescriptor descriptor, params object[] arguments)
    {
        binder.Report.Add(descriptor, span, arguments);
        return ErrorType.Instance;
    }

    private PascalType String(StringTypeSyntax syntax)
    {
        if (binder.Expressions.BindOrdinalConstant(syntax.Length) is not { } length)
        {
            return ErrorType.Instance;
        }

        return length.Value is >= 1 and <= 255
            ? length.Value == 255 ? Types.String : new StringType((int)length.Value)
            : Fail(syntax.Length.Span, D.StringCapacity, length.Value);
    }

    private EnumType Enum(EnumTypeSyntax syntax)
    {
        EnumType type = new();
        List<(string, long)> members = [];
        long next = 0;
        foreach (EnumMemberSyntax member in syntax.Members)
        {
            if (member.Value is not null && binder.Expressions.BindOrdinalConstant(member.Value) is { } value)
            {
                if (value.Value < next && members.Count > 0 || value.Value is < int.MinValue or > int.MaxValue)
                {
                    Fail(member.Value.Span, D.EnumOrder, member.Name.Name);
                }
                else
                {
                    next = value.Value;
                }
            }

            members.Add((member.Name.Name, next));
            next = Math.Min(next + 1, int.MaxValue);
        }

        type.SetMembers([.. members]);
        for (int i = 0; i < members.Count; i++)
        {
            Identifier name = syntax.Members[i].Name;
            binder.Declarations.Declare(name, new ConstantSymbol(name.Name, new BoundOrdinal(name.Span, type, members[i].Item2)));
        }

        return type;
    }

    private PascalType Subrange(SubrangeTypeSyntax syntax)
    {
        BoundOrdinal? low = binder.Expressions.BindOrdinalConstant(syntax.Low);
        BoundOrdinal? high = binder.Expressions.BindOrdinalConstant(syntax.High);
        if (low is null || high is null)
        {
            return ErrorType.Instance;
        }

        OrdinalType a = (OrdinalType)low.Type;
        OrdinalType b = (OrdinalType)high.Type;
        if (!TypeRules.AreCompatible(a, b))
        {
            return Fail(syntax.High.Span, D.TypeMismatch, a, b);
        }

        if (ConstantFolding.ValueOf(low) > ConstantFolding.ValueOf(high))
        {
            return Fail(syntax.Span, D.EmptyRange);
        }

        if (b.IsQWord && high.Value < 0)
        {
            return Fail(syntax.High.Span, D.ConstantOverflow, ConstantFolding.ValueOf(high));
        }

        OrdinalType host = a.IsInteger ? (low.Value < int.MinValue || high.Value > int.MaxValue ? Types.Int64 : Types.Integer) : a.Host;
        return new SubrangeType(host, low.Value, high.Value);
    }

    private PascalType Array(ArrayTypeSyntax syntax)
    {
        OrdinalType?[] indices = System.Array.ConvertAll(syntax.Indices, Ordinal);
        PascalType type = Bind(syntax.Element);
        if (type.IsError)
        {
            return type;
        }

        for (int i = indices.Length - 1; i >= 0; i--)
        {
            if (indices[i] is not { } index)
            {
                return ErrorType.Instance;
            }

            type = ArrayOf(syntax.Span, index, type, syntax.IsPacked);
            if (type.IsError)
            {
                return type;
            }
        }

        return type;
    }

    private PascalType Dynamic(OpenArrayTypeSyntax syntax, PascalType element) =>
        element.ContainsFile ? Fail(syntax.Span, D.FileInside, "a dynamic array") : new DynamicArrayType(element);

    private PascalType Set(SetTypeSyntax syntax)
    {
        if (Ordinal(syntax.Base) is not { } type)
        {
            return ErrorType.Instance;
        }

        return type.Low < 0 || type.High > SetType.LastMember
            ? Fail(syntax.Base.Span, D.SetBase, type)
            : new SetType(type, type.Low, type.High, syntax.IsPacked);
    }

    private PascalType File(FileTypeSyntax syntax)
    {
        if (syntax.Component is null)
        {
            return new FileType(null, isText: false);
        }

        PascalType component = Bind(syntax.Component);
        return component.IsError ? component
            : component.ContainsFile ? Fail(syntax.Component.Span, D.FileInside, "a file")
            : new FileType(component, isText: false);
    }

    private PointerType Pointer(PointerTypeSyntax syntax)
    {
        PointerType pointer = new(ErrorType.Instance);
        if (_pending is not null)
        {
            _pending.Add((pointer, syntax.Target));
        }
        else
        {
            pointer.Target = Named(syntax.Target);
        }

        return pointer;
    }
}
