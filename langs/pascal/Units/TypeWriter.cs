using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Units;

/// <summary>How a type is written in a compiled unit.</summary>
internal enum TypeTag : byte
{
    Enum,
    Subrange,
    Array,
    Conformant,
    Open,
    Dynamic,
    String,
    Literal,
    Record,
    Set,
    CanonicalSet,
    File,
    Pointer,
    Routine,
}

/// <summary>Where a type that is referred to is described.</summary>
internal enum TypePlace : byte
{
    /// <summary>It is required: the number is its place in <see cref="RequiredTypes"/>.</summary>
    Required,

    /// <summary>In this interface, by number; of a type that isn't a pointer only later types refer to it.</summary>
    Own,

    /// <summary>In another unit's interface: the unit's number, the type's number there.</summary>
    Foreign,
}

/// <summary>Writes types: each after those it is made of; what pointers point to comes at the end.</summary>
internal sealed class TypeWriter
{
    private readonly Dictionary<PascalType, int> _required = [];
    private readonly Dictionary<PascalType, int> _own = [];
    private readonly List<PascalType> _order = [];
    private readonly Queue<PointerType> _pointers = new();
    private readonly List<LoadedUnit> _units = [];
    private readonly ForeignTypes _foreign;
    private readonly CodeBuffer _types = new();
    private readonly CodeBuffer _targets = new();
    private int _targetCount;

    internal TypeWriter(Universe universe, ForeignTypes foreign)
    {
        _foreign = foreign;
        foreach (PascalType type in RequiredTypes.Of(universe))
        {
            _required.Add(type, _required.Count);
        }
    }

    /// <summary>The types described so far, by number.</summary>
    internal PascalType[] Own => [.. _order];

    /// <summary>Makes sure that a type is described.</summary>
    internal void Need(PascalType type)
    {
        NeedOne(type);
        while (_pointers.TryDequeue(out PointerType? pointer))
        {
            NeedOne(pointer.Target!);
            _targets.WriteU32((uint)_own[pointer]);
            WriteReference(_targets, pointer.Target!);
            _targetCount++;
        }
    }

    /// <summary>The number of a unit that was written about already; −1 for any other.</summary>
    internal int NumberOf(UnitSymbol unit) => _units.FindIndex(one => one.Symbol == unit);

    internal int NumberOf(LoadedUnit unit)
    {
        int number = _units.IndexOf(unit);
        if (number < 0)
        {
            number = _units.Count;
            _units.Add(unit);
        }

        return number;
    }

    internal void WriteReference(CodeBuffer to, PascalType type)
    {
        if (_own.TryGetValue(type, out int own))
        {
            to.WriteByte((byte)TypePlace.Own);
            to.WriteU32((uint)own);
        }
        else if (_foreign.TryFind(type, out (LoadedUnit Unit, int Number) place))
        {
            to.WriteByte((byte)TypePlace.Foreign);
            to.WriteU32((uint)NumberOf(place.Unit));
            to.WriteU32((uint)place.Number);
        }
        else
        {
            to.WriteByte((byte)TypePlace.Required);
            to.WriteU32((uint)_required.GetValueOrDefault(type));
        }
    }

    internal void WriteConstant(CodeBuffer to, BoundConstant constant)
    {
        switch (constant)
        {
            case BoundOrdinal ordinal:
                Begin(ConstantTag.Ordinal);
                to.WriteS64(ordinal.Value);
                break;
            case BoundReal real:
                Begin(ConstantTag.Real);
                to.WriteF64(real.Value);
                break;
            case BoundString text:
                Begin(ConstantTag.String);
                to.WriteVector(System.Text.Encoding.Latin1.GetBytes(text.Value));
                break;
            case BoundSet set:
                Begin(ConstantTag.Set);
                foreach (ulong word in set.Words)
                {
                    to.WriteBytes(BitConverter.GetBytes(word));
                }

                break;
            default:
                Begin(ConstantTag.Nil);
                break;
        }

        void Begin(ConstantTag tag)
        {
            to.WriteByte((byte)tag);
            WriteReference(to, constant.Type);
        }
    }

    /// <summary>Writes the units referred to, the types and the pointers' targets.</summary>
    internal void WriteTo(CodeBuffer to)
    {
        to.WriteU32((uint)_units.Count);
        foreach (LoadedUnit unit in _units)
        {
            to.WriteText(unit.Key);
            unit.Interface.Hash.Write(to);
        }

        to.WriteU32((uint)_order.Count);
        to.WriteBytes(_types.Written);
        to.WriteU32((uint)_targetCount);
        to.WriteBytes(_targets.Written);
    }

    private void NeedOne(PascalType type)
    {
        if (_required.ContainsKey(type) || _own.ContainsKey(type) || _foreign.TryFind(type, out _) || type.IsError)
        {
            return;
        }

        NeedParts(type);
        _own.Add(type, _order.Count);
        _order.Add(type);
        WriteType(type);
        if (type is PointerType pointer)
        {
            _pointers.Enqueue(pointer);
        }
    }

    private void NeedParts(PascalType type)
    {
        switch (type)
        {
            case SubrangeType subrange:
                NeedOne(subrange.Host);
                break;
            case ArrayType array:
                NeedOne(array.Index);
                NeedOne(array.Element);
                break;
            case ConformantArrayType array:
                NeedOne(array.Index);
                NeedOne(array.Element);
                break;
            case OpenArrayType array:
                NeedOne(array.Element);
                break;
            case DynamicArrayType array:
                NeedOne(array.Element);
                break;
            case SetType set:
                NeedOne(set.Base!);
                break;
            case FileType { Component: { } component }:
                NeedOne(component);
                break;
            case RecordType record:
                NeedFields(record.Fixed, record.Variants);
                break;
            case RoutineType routine:
                NeedOne(routine.Result);
                foreach (Parameter parameter in routine.Parameters)
                {
                    NeedOne(parameter.Type);
                    NeedOne(parameter.Default?.Type ?? VoidType.Instance);
                }

                break;
        }
    }

    private void NeedFields(List<FieldSymbol> fields, VariantPart? variants)
    {
        foreach (FieldSymbol field in fields)
        {
            NeedOne(field.Type);
        }

        if (variants is not null)
        {
            NeedOne(variants.TagType);
            foreach (Variant variant in variants.Variants)
            {
                NeedFields(variant.Fields, variant.Nested);
            }
        }
    }

    private void WriteType(PascalType type)
    {
        switch (type)
        {
            case EnumType enumeration:
                Begin(TypeTag.Enum, type);
                _types.WriteU32((uint)enumeration.Members.Length);
                foreach ((string name, long value) in enumeration.Members)
                {
                    _types.WriteText(name);
                    _types.WriteS64(value);
                }

                break;
            case SubrangeType subrange:
                Begin(TypeTag.Subrange, type);
                WriteReference(_types, subrange.Host);
                _types.WriteS64(subrange.Low);
                _types.WriteS64(subrange.High);
                break;
            case ArrayType array:
                Begin(TypeTag.Array, type);
                WriteReference(_types, array.Index);
                WriteReference(_types, array.Element);
                _types.WriteFlag(array.IsPacked);
                break;
            case ConformantArrayType array:
                Begin(TypeTag.Conformant, type);
                WriteReference(_types, array.Index);
                WriteReference(_types, array.Element);
                _types.WriteFlag(array.IsPacked);
                break;
            case OpenArrayType array:
                Begin(TypeTag.Open, type);
                WriteReference(_types, array.Element);
                break;
            case DynamicArrayType array:
                Begin(TypeTag.Dynamic, type);
                WriteReference(_types, array.Element);
                break;
            case StringType text:
                Begin(TypeTag.String, type);
                _types.WriteU32((uint)text.Capacity);
                break;
            case LiteralStringType text:
                Begin(TypeTag.Literal, type);
                _types.WriteU32((uint)text.Length);
                break;
            case RecordType record:
                Begin(TypeTag.Record, type);
                _types.WriteFlag(record.IsPacked);
                WriteFields(record.Fixed, record.Variants);
                break;
            case SetType { IsCanonical: true } set:
                Begin(TypeTag.CanonicalSet, type);
                WriteReference(_types, set.Base!);
                _types.WriteFlag(set.IsSmall);
                break;
            case SetType set:
                Begin(TypeTag.Set, type);
                WriteReference(_types, set.Base!);
                _types.WriteFlag(set.IsPacked);
                break;
            case FileType file:
                Begin(TypeTag.File, type);
                WriteReference(_types, file.Component ?? VoidType.Instance);
                break;
            case PointerType:
                Begin(TypeTag.Pointer, type);
                break;
            case RoutineType routine:
                Begin(TypeTag.Routine, type);
                WriteParameters(routine);
                break;
            default:
                throw new InvalidOperationException(type.GetType().Name);
        }
    }

    private void Begin(TypeTag tag, PascalType type)
    {
        _types.WriteByte((byte)tag);
        _types.WriteText(type.Name ?? "");
    }

    private void WriteFields(List<FieldSymbol> fields, VariantPart? variants)
    {
        _types.WriteU32((uint)fields.Count);
        foreach (FieldSymbol field in fields)
        {
            _types.WriteText(field.Name);
            WriteReference(_types, field.Type);
        }

        _types.WriteFlag(variants is not null);
        if (variants is null)
        {
            return;
        }

        WriteReference(_types, variants.TagType);
        _types.WriteFlag(variants.Tag is not null);
        _types.WriteU32((uint)variants.Variants.Count);
        foreach (Variant variant in variants.Variants)
        {
            _types.WriteU32((uint)variant.Labels.Count);
            foreach ((long low, long high) in variant.Labels)
            {
                _types.WriteS64(low);
                _types.WriteS64(high);
            }

            WriteFields(variant.Fields, variant.Nested);
        }
    }

    private void WriteParameters(RoutineType routine)
    {
        _types.WriteU32((uint)routine.Parameters.Length);
        foreach (Parameter parameter in routine.Parameters)
        {
            _types.WriteByte((byte)parameter.Mode);
            WriteReference(_types, parameter.Type);
            _types.WriteU32((uint)parameter.Group);
            _types.WriteFlag(parameter.Default is not null);
            if (parameter.Default is { } value)
            {
                WriteConstant(_types, value);
            }
        }

        WriteReference(_types, routine.Result);
    }
}
