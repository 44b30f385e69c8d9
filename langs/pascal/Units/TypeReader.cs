using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Units;

/// <summary>Reads the types of a compiled interface. Sizes and offsets aren't read but worked out again, and each type obeys the rules
/// that the binder has for types in sources: whatever the bytes are, what comes out can be compiled against.</summary>
internal sealed class TypeReader(UnitBytes bytes, Universe universe, Func<string, UnitHash, LoadedUnit?> findUnit)
{
    // Routine types in parameters of routine types: walks over them recurse.
    private const int DeepestRoutine = 200;
    private const int MostParameters = 255;
    private const int DeepestVariant = 200;

    private readonly PascalType[] _required = RequiredTypes.Of(universe);
    private readonly List<PascalType> _own = [];
    private readonly Dictionary<PascalType, int> _routineDepth = [];
    private LoadedUnit?[] _units = [];

    /// <summary>The types by number.</summary>
    internal PascalType[] Types => [.. _own];

    internal void Read()
    {
        _units = new LoadedUnit?[bytes.Count("the number of units")];
        for (int i = 0; i < _units.Length && !bytes.Failed; i++)
        {
            string name = bytes.Name("a unit's name");
            UnitHash hash = UnitHash.Read(bytes, "an interface's hash");
            _units[i] = bytes.Failed ? null : findUnit(name, hash);
            if (_units[i] is null)
            {
                bytes.Fail($"it is made of unit '{name}' as it isn't");
            }
        }

        int count = bytes.Count("the number of types");
        for (int i = 0; i < count && !bytes.Failed; i++)
        {
            ReadType();
        }

        ReadTargets();
    }

    /// <summary>One of the other units; null with the error noted.</summary>
    internal LoadedUnit? Unit(string what)
    {
        int unit = bytes.Below(_units.Length, what);
        return bytes.Failed ? null : _units[unit];
    }

    /// <summary>A type of which variables can be.</summary>
    internal PascalType Variable(string what)
    {
        PascalType type = Any(what);
        if (type is VoidType or LiteralStringType or ConformantArrayType or OpenArrayType || ReferenceEquals(type, universe.Nil) || type is SetType { Base: null })
        {
            bytes.Fail($"{what} is of no type for variables");
        }

        return type;
    }

    /// <summary>Any type that is known already.</summary>
    internal PascalType Any(string what)
    {
        switch ((TypePlace)bytes.U8(what))
        {
            case TypePlace.Required:
                return _required[bytes.Below(_required.Length, what)];
            case TypePlace.Own:
                int own = bytes.Below(_own.Count, what);
                return bytes.Failed ? ErrorType.Instance : _own[own];
            case TypePlace.Foreign:
                PascalType[] types = Unit(what)?.Interface.Types ?? [];
                int number = bytes.Below(types.Length, what);
                return bytes.Failed ? ErrorType.Instance : types[number];
            default:
                bytes.Fail($"{what} has a type nowhere");
                return ErrorType.Instance;
        }
    }

    internal RoutineType Routine(string what) => Expect<RoutineType>(what) ?? new RoutineType([], VoidType.Instance);

    /// <summary>A constant; null with the error noted.</summary>
    internal BoundConstant? Constant()
    {
        ConstantTag tag = (ConstantTag)bytes.U8("a constant");
        PascalType type = Any("a constant");
        if (bytes.Failed)
        {
            return null;
        }

        BoundConstant? constant = (tag, type) switch
        {
            (ConstantTag.Ordinal, OrdinalType ordinal) => Ordinal(ordinal),
            (ConstantTag.Real, RealType real) => new BoundReal(default, real, BitConverter.UInt64BitsToDouble(bytes.Word("a real"))),
            (ConstantTag.String, _) => Text(type),
            (ConstantTag.Set, SetType set) => Set(set),
            (ConstantTag.Nil, PointerType or DynamicArrayType or RoutineType) => new BoundNil(default, type),
            _ => null,
        };
        if (constant is null)
        {
            bytes.Fail("a constant doesn't go with its type");
        }

        return bytes.Failed ? null : constant;
    }

    private BoundOrdinal? Ordinal(OrdinalType type)
    {
        long value = bytes.S64("an ordinal");
        return type.IsQWord || (type.Low <= value && value <= type.High) ? new BoundOrdinal(default, type, value) : null;
    }

    private BoundString? Text(PascalType type)
    {
        string text = System.Text.Encoding.Latin1.GetString(bytes.Bytes("a string").Span);
        bool fits = type switch
        {
            LiteralStringType literal => literal.Length == text.Length,
            StringType capacity => text.Length <= capacity.Capacity,
            ArrayType { IsCharArray: true } array => array.Length == text.Length,
            _ => false,
        };
        return fits ? new BoundString(default, type, text) : null;
    }

    private BoundSet? Set(SetType type)
    {
        ulong[] words = [bytes.Word("a set"), bytes.Word("a set"), bytes.Word("a set"), bytes.Word("a set")];
        for (int member = 0; member <= SetType.LastMember; member++)
        {
            if (((words[member >> 6] >> (member & 63)) & 1) != 0 && (type.Base is null || member < type.Low || member > type.High))
            {
                return null;
            }
        }

        return new BoundSet(default, type, words);
    }

    private void ReadType()
    {
        TypeTag tag = (TypeTag)bytes.U8("a type");
        string name = bytes.Text("a type's name");
        PascalType? type = tag switch
        {
            TypeTag.Enum => Enum(),
            TypeTag.Subrange => Subrange(),
            TypeTag.Array => Array(),
            TypeTag.Conformant => Conformant(),
            TypeTag.Open => new OpenArrayType(Variable("an open array")),
            TypeTag.Dynamic => Variable("a dynamic array") is { ContainsFile: false } element ? new DynamicArrayType(element) : null,
            TypeTag.String => bytes.Below(256, "a string's capacity") is > 0 and int capacity ? new StringType(capacity) : null,
            TypeTag.Literal => bytes.U32("a literal's length") is <= 1 << 28 and uint length ? new LiteralStringType((int)length) : null,
            TypeTag.Record => Record(),
            TypeTag.Set => SetOf(),
            TypeTag.CanonicalSet => CanonicalSet(),
            TypeTag.File => File(),
            TypeTag.Pointer => new PointerType(ErrorType.Instance),
            TypeTag.Routine => RoutineOf(),
            _ => null,
        };
        if (type is null || type.Depth > PascalType.Deepest)
        {
            bytes.Fail($"type {_own.Count} can't be");
        }

        if (bytes.Failed)
        {
            return;
        }

        // A set type of the universe is everybody's: it has no name of its own.
        if (name.Length > 0 && tag != TypeTag.CanonicalSet)
        {
            type!.Name = name;
        }

        _own.Add(type!);
    }

    private void ReadTargets()
    {
        int count = bytes.Count("the number of pointers");
        for (int i = 0; i < count && !bytes.Failed; i++)
        {
            int number = bytes.Below(_own.Count, "a pointer");
            PascalType target = Any("a pointer's target");
            if (bytes.Failed)
            {
                return;
            }

            if (_own[number] is not PointerType { Target: ErrorType } pointer || target is VoidType or LiteralStringType or ConformantArrayType or OpenArrayType or ErrorType)
            {
                bytes.Fail("a pointer has no target, or two");
                return;
            }

            pointer.Target = target;
        }

        if (!bytes.Failed && _own.Exists(type => type is PointerType { Target: ErrorType }))
        {
            bytes.Fail("a pointer has no target");
        }
    }

    private T? Expect<T>(string what)
        where T : PascalType
    {
        PascalType type = Any(what);
        if (type is not T && !bytes.Failed)
        {
            bytes.Fail($"{what} has a type of another kind");
        }

        return type as T;
    }

    private EnumType Enum()
    {
        (string Name, long Value)[] members = new (string, long)[bytes.Count("the number of members")];
        long least = int.MinValue;
        for (int i = 0; i < members.Length && !bytes.Failed; i++)
        {
            members[i] = (bytes.Name("a member"), bytes.S64("a member's value"));
            if (members[i].Value < least || members[i].Value > int.MaxValue)
            {
                bytes.Fail("members' values aren't in order");
            }

            least = members[i].Value;
        }

        EnumType type = new();
        if (!bytes.Failed)
        {
            type.SetMembers(members);
        }

        return type;
    }

    private SubrangeType? Subrange()
    {
        OrdinalType? host = Expect<OrdinalType>("a subrange");
        long low = bytes.S64("a subrange's low bound");
        long high = bytes.S64("a subrange's high bound");
        return host is null or SubrangeType || low > high || low < host.Low || high > host.High ? null : new SubrangeType(host, low, high);
    }

    private ArrayType? Array()
    {
        OrdinalType? index = Expect<OrdinalType>("an array's index");
        PascalType element = Variable("an array");
        bool isPacked = bytes.Flag("packed");
        return index is null || bytes.Failed || index.Count > PascalType.Largest
            || (Int128)index.Count * Math.Max(1, element.Size) > PascalType.Largest
            ? null
            : new ArrayType(index, element, isPacked);
    }

    private ConformantArrayType? Conformant()
    {
        OrdinalType? index = Expect<OrdinalType>("a schema's index");
        PascalType element = Any("a schema");
        bool isPacked = bytes.Flag("packed");
        bool isElement = element is not (VoidType or LiteralStringType or OpenArrayType or SetType { Base: null });
        int dimensions = element is ConformantArrayType inner ? inner.Dimensions + 1 : 1;
        return index is null || !isElement || dimensions > MostParameters / 2 ? null : new ConformantArrayType(index, element, isPacked);
    }

    private SetType? SetOf()
    {
        OrdinalType? host = Expect<OrdinalType>("a set");
        bool isPacked = bytes.Flag("packed");
        return host is null || host.Low < 0 || host.High > SetType.LastMember ? null : new SetType(host, host.Low, host.High, isPacked);
    }

    private SetType? CanonicalSet()
    {
        OrdinalType? host = Expect<OrdinalType>("a set");
        bool isSmall = bytes.Flag("small");
        return host is null or SubrangeType ? null : universe.SetOf(host, isSmall);
    }

    private FileType? File()
    {
        PascalType component = Any("a file");
        return component is VoidType ? new FileType(null, isText: false)
            : component.ContainsFile || component is LiteralStringType or ConformantArrayType or OpenArrayType or ErrorType or SetType { Base: null } ? null
            : new FileType(component, isText: false);
    }

    private RecordType? Record()
    {
        RecordType record = new(bytes.Flag("packed"));
        RecordLayout layout = new(record);
        record.Variants = Fields(layout, null, record.Fixed, 0);
        return !bytes.Failed && layout.TryComplete() ? record : null;
    }

    private VariantPart? Fields(RecordLayout layout, Variant? variant, List<FieldSymbol> into, int depth)
    {
        int count = bytes.Count("the number of fields");
        for (int i = 0; i < count && !bytes.Failed; i++)
        {
            FieldSymbol field = new(bytes.Name("a field"), Variable("a field"), variant);
            if (!layout.Record.Fields.TryAdd(field.Name.ToLowerInvariant(), field) || (variant is not null && field.Type.ContainsFile))
            {
                bytes.Fail($"there are two fields {field.Name}, or a file in a variant");
            }

            if (!bytes.Failed)
            {
                field.Offset = layout.Place(field.Type);
                into.Add(field);
            }
        }

        return !bytes.Flag("variants") || bytes.Failed ? null : Variants(layout, variant, into, depth + 1);
    }

    private VariantPart? Variants(RecordLayout layout, Variant? outer, List<FieldSymbol> into, int depth)
    {
        OrdinalType? tagType = Expect<OrdinalType>("a tag");
        bool hasTag = bytes.Flag("tag");
        if (tagType is null || depth > DeepestVariant || (hasTag && (into.Count == 0 || into[^1].Type != tagType)))
        {
            bytes.Fail("variants without a right tag");
            return null;
        }

        VariantPart part = new(tagType, outer);
        if (hasTag)
        {
            part.Tag = into[^1];
            part.Tag.TagOf = part;
        }

        long start = layout.Offset;
        long end = start;
        int count = bytes.Count("the number of variants");
        for (int i = 0; i < count && !bytes.Failed; i++)
        {
            Variant variant = new(part);
            Labels(variant);
            layout.Offset = start;
            variant.Nested = Fields(layout, variant, variant.Fields, depth);
            variant.End = (int)Math.Min(layout.Offset, PascalType.Largest);
            part.Variants.Add(variant);
            end = Math.Max(end, layout.Offset);
        }

        layout.Offset = end;
        return part;
    }

    private void Labels(Variant variant)
    {
        int count = bytes.Count("the number of labels");
        for (int i = 0; i < count && !bytes.Failed; i++)
        {
            long low = bytes.S64("a label");
            long high = bytes.S64("a label");
            if (low > high)
            {
                bytes.Fail("an empty range of labels");
            }

            variant.Labels.Add((low, high));
        }
    }

    private RoutineType? RoutineOf()
    {
        Parameter[] parameters = new Parameter[bytes.Count("the number of parameters")];
        int depth = 0;
        int group = 0;
        for (int i = 0; i < parameters.Length && !bytes.Failed; i++)
        {
            ParameterMode mode = (ParameterMode)Math.Min(bytes.U8("a parameter"), (byte)4);
            PascalType type = Any("a parameter");
            int number = bytes.Below(int.MaxValue, "a section");
            BoundConstant? value = bytes.Flag("default") ? Constant() : null;
            bool isRight = mode <= ParameterMode.Out && number >= group && IsParameter(mode, type)
                && (value is null || mode is ParameterMode.Value or ParameterMode.Const && TypeRules.AreSame(value.Type, type, isIso: false))
                && (value is not null || i == 0 || parameters[i - 1]?.Default is null);
            if (!isRight)
            {
                bytes.Fail("a parameter can't be");
            }

            group = number;
            parameters[i] = new Parameter(mode, type, value, number);
            depth = Math.Max(depth, _routineDepth.GetValueOrDefault(type));
        }

        PascalType result = Any("a result");
        if (bytes.Failed || depth >= DeepestRoutine || result.ContainsFile
            || result is LiteralStringType or ConformantArrayType or OpenArrayType or SetType { Base: null })
        {
            return null;
        }

        RoutineType routine = new(parameters, result);
        _routineDepth[routine] = 1 + Math.Max(depth, _routineDepth.GetValueOrDefault(result));
        return _routineDepth[routine] > DeepestRoutine ? null : routine;
    }

    private bool IsParameter(ParameterMode mode, PascalType type) => type switch
    {
        VoidType => mode != ParameterMode.Value,
        LiteralStringType or SetType { Base: null } or ErrorType => false,
        _ => !ReferenceEquals(type, universe.Nil) && (mode != ParameterMode.Value || !type.ContainsFile),
    };
}
