using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Finds places in memory and moves values from and to them.</summary>
internal sealed class PlaceEmitter
{
    private readonly RoutineEmitter _routine;
    private readonly ElementEmitter _elements;

    internal PlaceEmitter(RoutineEmitter routine)
    {
        _routine = routine;
        _elements = new ElementEmitter(routine);
    }

    private FunctionBuilder Code => _routine.Code;

    /// <summary>The place's address, with as little pushed as possible.</summary>
    /// <param name="place">The place.</param>
    /// <param name="adjust">Bytes added to the address: they go down to where they cost nothing.</param>
    internal Address Locate(BoundPlace place, long adjust = 0) => place switch
    {
        BoundVariable variable => LocateVariable(variable.Variable).Plus(adjust),
        BoundField { Checks.Length: 0 } field => Locate(field.Record, adjust + field.Field.Offset),
        BoundField field => LocateChecked(field).Plus(adjust),
        BoundElement or BoundConformantElement or BoundOpenElement or BoundDynamicElement or BoundStringElement =>
            _elements.Locate(place, adjust),
        BoundDereference dereference => LocateDereference(dereference).Plus(adjust),
        BoundBuffer buffer => LocateBuffer(buffer).Plus(adjust),
        BoundPlaceCast cast => Locate(cast.Place, adjust),
        BoundTemporary temporary => LocateTemporary(temporary).Plus(adjust),
        BoundArrayConstructor constructor => LocateConstructor(constructor).Plus(adjust),
        _ => throw new InvalidOperationException(place.GetType().Name),
    };

    /// <summary>The place's address, with its base pushed unless it is a local: ready for a value and <see cref="Store"/>.</summary>
    internal Address LocateTarget(BoundPlace place)
    {
        Address address = Locate(place);
        if (address.Kind is AddressKind.Local or AddressKind.Pushed)
        {
            return address;
        }

        Push(address);
        return Address.Pushed;
    }

    /// <summary>The place's address as an i32.</summary>
    internal void PushAddress(BoundPlace place) => Push(Locate(place));

    /// <summary>An address as an i32.</summary>
    internal void Push(Address address)
    {
        switch (address.Kind)
        {
            case AddressKind.Static:
                PushStatic(address.Offset);
                break;
            case AddressKind.Frame:
                Code.Emit(Opcode.FrameAddr, (uint)Math.Max(address.Offset, 0));
                Add(Math.Min(address.Offset, 0));
                break;
            case AddressKind.Pushed:
                Add(address.Offset);
                break;
            default:
                throw new InvalidOperationException("a local has no address");
        }
    }

    /// <summary>A static address.</summary>
    internal void PushStatic(long address)
    {
        if (_routine.Context.Module.IsRelocatable)
        {
            Code.Relocated(RelocationKind.Address, _routine.Context.SymbolOf(address));
        }
        else
        {
            Code.I32((int)address);
        }
    }

    /// <summary>The value at an address: of aggregates, the address itself.</summary>
    internal void Load(Address address, Cell cell)
    {
        if (address.IsLocal)
        {
            Code.Get((int)address.Offset);
            if (cell == Cell.Routine)
            {
                Code.Get((int)address.Offset + 1);
            }
        }
        else if (cell == Cell.None)
        {
            Push(address);
        }
        else if (cell == Cell.Routine)
        {
            int place = ToLocal(address);
            Code.Get(place);
            Code.Emit(Opcode.I32Load, 0);
            Code.Get(place);
            Code.Emit(Opcode.I32Load, 4);
            Code.Release(place, ValueType.I32);
        }
        else
        {
            Code.Emit(cell.Load(), Ready(address));
        }
    }

    /// <summary>Stores the value on the operand stack, above the base that <see cref="LocateTarget"/> pushed.</summary>
    internal void Store(Address target, Cell cell)
    {
        if (target.IsLocal)
        {
            if (cell == Cell.Routine)
            {
                Code.Set((int)target.Offset + 1);
            }

            Code.Set((int)target.Offset);
        }
        else if (cell == Cell.Routine)
        {
            StoreRoutine(target);
        }
        else if (target.Offset is >= 0 and <= int.MaxValue)
        {
            Code.Emit(cell.Store(), (uint)target.Offset);
        }
        else
        {
            int value = Code.Take(cell.TypeOf());
            Code.Set(value);
            Add(target.Offset);
            Code.Get(value);
            Code.Emit(cell.Store(), 0);
            Code.Release(value, cell.TypeOf());
        }
    }

    /// <summary>A local that holds the address; to be released by the caller.</summary>
    internal int ToLocal(Address address)
    {
        int local = Code.Take(ValueType.I32);
        Push(address);
        Code.Set(local);
        return local;
    }

    /// <summary>What a storage of this routine holds.</summary>
    internal void PushStored(Storage storage, Cell cell) => Load(ToAddress(storage), cell);

    /// <summary>The address of a routine's memory frame: the own one, or through static links that of an enclosing routine.</summary>
    internal void PushFrameOf(RoutineSymbol owner)
    {
        RoutineSymbol current = _routine.Routine;
        if (current == owner)
        {
            Code.Emit(Opcode.FrameAddr, 0);
            return;
        }

        if (owner.Level == 0)
        {
            PushStatic(_routine.Context.PlanOf(owner).FrameCell);
            Code.Emit(Opcode.I32Load, 0);
            return;
        }

        Code.Get(0);
        for (current = current.Parent!; current != owner; current = current.Parent!)
        {
            Code.Emit(Opcode.I32Load, 0);
        }
    }

    /// <summary>The high bound of an open array parameter.</summary>
    internal void PushHigh(VariableSymbol variable) =>
        PushOwned(variable.Owner, _routine.Context.PlanOf(variable.Owner).Highs[variable], Cell.I32);

    /// <summary>The size of an array parameter in bytes, as the caller gave it.</summary>
    internal void PushSize(VariableSymbol variable)
    {
        if (variable.Type is OpenArrayType open)
        {
            PushHigh(variable);
            Code.I32(1);
            Code.Emit(Opcode.I32Add);
            Code.I32(open.Element.Size);
            Code.Emit(Opcode.I32Mul);
        }
        else
        {
            PushSize(variable.Type);
        }
    }

    /// <summary>The size of a type in bytes, conformant arrays too.</summary>
    internal void PushSize(PascalType type)
    {
        if (type is not ConformantArrayType array)
        {
            Code.I32(type.Size);
            return;
        }

        PushBound(array.HighBound!);
        PushBound(array.LowBound!);
        Code.Emit(Opcode.I32Sub);
        Code.I32(1);
        Code.Emit(Opcode.I32Add);
        PushSize(array.Element);
        Code.Emit(Opcode.I32Mul);
    }

    /// <summary>A bound of a conformant array as an i32.</summary>
    internal void PushBound(VariableSymbol bound)
    {
        Cell cell = Cells.Of(bound.Type);
        Load(LocateVariable(bound), cell);
        if (cell == Cell.I64)
        {
            Code.Emit(Opcode.I32WrapI64);
        }
    }

    /// <summary>Adds a constant to the address on the operand stack.</summary>
    internal void Add(long offset)
    {
        if (offset != 0)
        {
            Code.I32((int)offset);
            Code.Emit(Opcode.I32Add);
        }
    }

    private static Address ToAddress(Storage storage) => new(
        storage.Kind switch
        {
            StorageKind.Local => AddressKind.Local,
            StorageKind.Frame => AddressKind.Frame,
            _ => AddressKind.Static,
        },
        storage.Place);

    // Pushes what isn't pushed; the rest goes into the instruction's offset.
    private uint Ready(Address address)
    {
        if (address.Kind == AddressKind.Pushed && address.Offset is >= 0 and <= int.MaxValue)
        {
            return (uint)address.Offset;
        }

        Push(address);
        return 0;
    }

    private Address LocateVariable(VariableSymbol variable)
    {
        if (_routine.Plan.Variables.TryGetValue(variable, out Storage own))
        {
            return Follow(ToAddress(own), own.IsReference);
        }

        if (variable.IsStatic || variable.Overlays is { IsStatic: true })
        {
            return new Address(AddressKind.Static, _routine.Context.StaticOf(variable));
        }

        Storage outer = _routine.Context.PlanOf(variable.Owner).Variables[variable];
        if (outer.Kind == StorageKind.Static)
        {
            return Follow(ToAddress(outer), outer.IsReference);
        }

        PushFrameOf(variable.Owner);
        return Follow(new Address(AddressKind.Pushed, outer.Place), outer.IsReference);
    }

    private Address Follow(Address address, bool isReference)
    {
        if (!isReference)
        {
            return address;
        }

        Load(address, Cell.I32);
        return Address.Pushed;
    }

    private void PushOwned(RoutineSymbol owner, Storage storage, Cell cell)
    {
        if (owner == _routine.Routine)
        {
            PushStored(storage, cell);
        }
        else
        {
            PushFrameOf(owner);
            Code.Emit(cell.Load(), storage.Place);
        }
    }

    private Address LocateDereference(BoundDereference dereference)
    {
        _routine.Values.Push(dereference.Pointer);
        if (dereference.ChecksNil)
        {
            Code.Emit(Opcode.NilCheck);
        }

        return Address.Pushed;
    }

    private Address LocateChecked(BoundField field)
    {
        Address record = Locate(field.Record);
        int local = -1;
        if (record.IsPushed)
        {
            local = ToLocal(record);
        }

        foreach (Variant variant in field.Checks)
        {
            if (local >= 0)
            {
                Code.Get(local);
            }

            Address tag = local >= 0 ? Address.Pushed : record;
            Cell cell = Cells.Of(variant.Part.Tag!.Type);
            Load(tag.Plus(variant.Part.Tag.Offset), cell);
            _routine.Conditions.TrapUnless(variant.Labels, cell, TrapKind.Variant);
        }

        if (local < 0)
        {
            return record.Plus(field.Field.Offset);
        }

        Code.Get(local);
        Code.Release(local, ValueType.I32);
        return new Address(AddressKind.Pushed, field.Field.Offset);
    }

    private Address LocateBuffer(BoundBuffer buffer)
    {
        Address file = Locate(buffer.File);
        int local = file.IsPushed ? ToLocal(file) : -1;
        PushAgain(file, local);
        _routine.Host(PvmImports.FileLoad);
        if (buffer.ChecksIo)
        {
            _routine.Host(PvmImports.IoCheck);
        }

        if (local < 0)
        {
            return file.Plus(FileType.BufferOffset);
        }

        Code.Get(local);
        Code.Release(local, ValueType.I32);
        return new Address(AddressKind.Pushed, FileType.BufferOffset);
    }

    private void PushAgain(Address address, int local)
    {
        if (local >= 0)
        {
            Code.Get(local);
        }
        else
        {
            Push(address);
        }
    }

    private Address LocateTemporary(BoundTemporary temporary)
    {
        if (temporary.Type.IsMemory)
        {
            _routine.Values.Push(temporary.Value);
            return Address.Pushed;
        }

        Address place = _routine.Temporary(temporary.Type.Size, temporary.Type.Alignment);
        Push(place);
        _routine.Values.Push(temporary.Value);
        Store(Address.Pushed, Cells.Of(temporary.Type));
        return place;
    }

    private Address LocateConstructor(BoundArrayConstructor constructor)
    {
        Address place = _routine.Temporary(constructor.Type.Size, constructor.Type.Alignment);
        PascalType element = ((ArrayType)constructor.Type).Element;
        for (int i = 0; i < constructor.Elements.Length; i++)
        {
            Push(place.Plus((long)i * element.Size));
            _routine.Statements.AssignPushed(element, constructor.Elements[i]);
        }

        return place;
    }

    private void StoreRoutine(Address target)
    {
        int link = Code.Take(ValueType.I32);
        int reference = Code.Take(ValueType.I32);
        Code.Set(link);
        Code.Set(reference);
        int place = ToLocal(target);
        Code.Get(place);
        Code.Get(reference);
        Code.Emit(Opcode.I32Store, 0);
        Code.Get(place);
        Code.Get(link);
        Code.Emit(Opcode.I32Store, 4);
        Code.Release(place, ValueType.I32);
        Code.Release(reference, ValueType.I32);
        Code.Release(link, ValueType.I32);
    }
}
