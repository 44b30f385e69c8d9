using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>read, readln, write, writeln: one host call for each item.</summary>
internal sealed class InputOutputEmitter(RoutineEmitter routine)
{
    // At 4 characters and fewer both booleans are written as they are.
    private const int ShortestFalse = 5;

    private FunctionBuilder Code => routine.Code;

    internal void Emit(BoundStatement statement)
    {
        switch (statement)
        {
            case BoundWrite write:
                EmitWrite(write);
                break;
            case BoundRead read:
                EmitRead(read);
                break;
            case BoundReadElement read:
                EmitReadElement(read);
                break;
            case BoundWriteElement write:
                EmitWriteElement(write);
                break;
        }
    }

    private void EmitWrite(BoundWrite write)
    {
        FilePlace file = Hold(write.File);
        foreach (BoundWriteItem item in write.Items)
        {
            uint top = Code.FrameTop;
            WriteItem(file, item);
            Code.ReleaseFrame(top);
        }

        if (write.EndsLine)
        {
            Push(file);
            routine.Host(PvmImports.TextWriteln);
        }

        Finish(file, write.ChecksIo);
    }

    private void WriteItem(FilePlace file, BoundWriteItem item)
    {
        BoundExpression value = item.Value;
        Push(file);
        switch (value.Type)
        {
            case RealType real:
                routine.Values.Push(value);
                if (real.IsSingle)
                {
                    Code.Emit(Opcode.F64PromoteF32);
                }

                PushWidth(item.Width);
                PushWidth(item.Decimals);
                routine.Host(real.IsSingle ? PvmImports.TextWriteSingle : PvmImports.TextWriteReal);
                break;
            case OrdinalType { Host: CharType }:
                routine.Values.Push(value);
                PushLeastWidth(item.Width, () => Code.I32(1));
                routine.Host(PvmImports.TextWriteChar);
                break;
            case OrdinalType { Host: BooleanType }:
                routine.Values.Push(value);
                PushLeastWidth(item.Width, () => Code.I32(ShortestFalse));
                routine.Host(PvmImports.TextWriteBool);
                break;
            case OrdinalType integer:
                routine.Values.PushWide(value);
                PushWidth(item.Width);
                routine.Host(integer.IsQWord ? PvmImports.TextWriteUint : PvmImports.TextWriteInt);
                break;
            case StringType when value is not BoundString:
                int text = Code.Take(ValueType.I32);
                routine.Values.Push(value);
                Code.Tee(text);
                PushLeastWidth(item.Width, () =>
                {
                    Code.Get(text);
                    Code.Emit(Opcode.I32Load8U, 0);
                });
                routine.Host(PvmImports.TextWriteString);
                Code.Release(text, ValueType.I32);
                break;
            default:
                int length = Code.Take(ValueType.I32);
                routine.Strings.PushChars(value);
                Code.Tee(length);
                PushLeastWidth(item.Width, () => Code.Get(length));
                routine.Host(PvmImports.TextWriteChars);
                Code.Release(length, ValueType.I32);
                break;
        }
    }

    // The dialect writes a text in full when it is longer than the width; ISO 7185 6.9.3.6 cuts it off, as the host does.
    private void PushLeastWidth(BoundExpression? width, Action pushLength)
    {
        if (width is null || routine.Context.IsIso)
        {
            PushWidth(width);
            return;
        }

        int least = Code.Take(ValueType.I32);
        routine.Values.Push(width);
        Code.Tee(least);
        Code.I32(-1);
        Code.Get(least);
        pushLength();
        Code.Emit(Opcode.I32GeS);
        Code.Emit(Opcode.Select);
        Code.Release(least, ValueType.I32);
    }

    private void PushWidth(BoundExpression? width)
    {
        if (width is null)
        {
            Code.I32(-1);
        }
        else
        {
            routine.Values.Push(width);
        }
    }

    private void EmitRead(BoundRead read)
    {
        FilePlace file = Hold(read.File);
        foreach (BoundReadItem item in read.Items)
        {
            uint top = Code.FrameTop;
            ReadItem(file, item, read.ChecksIo);
            Code.ReleaseFrame(top);
        }

        if (read.EndsLine)
        {
            Push(file);
            routine.Host(PvmImports.TextReadln);
        }

        Finish(file, read.ChecksIo);
    }

    private void ReadItem(FilePlace file, BoundReadItem item, bool checksIo)
    {
        PascalType type = item.Target.Type;
        routine.Statements.MarkResult(item.Target);
        if (type.IsMemory)
        {
            ReadText(file, item.Target);
            return;
        }

        Address target = routine.Places.LocateTarget(item.Target);
        Push(file);
        if (type is RealType real)
        {
            routine.Host(PvmImports.TextReadReal);
            if (real.IsSingle)
            {
                Code.Emit(Opcode.F32DemoteF64);
            }
        }
        else
        {
            ReadOrdinal((OrdinalType)type, item.ChecksRange, checksIo);
        }

        routine.Places.Store(target, Cells.Of(type));
    }

    private void ReadText(FilePlace file, BoundPlace target)
    {
        Push(file);
        routine.Places.PushAddress(target);
        if (target.Type is StringType text)
        {
            Code.I32(text.Capacity);
            routine.Host(PvmImports.TextReadString);
            return;
        }

        if (target is BoundVariable { Type: OpenArrayType } open)
        {
            routine.Places.PushSize(open.Variable);
        }
        else
        {
            routine.Places.PushSize(target.Type);
        }

        routine.Host(PvmImports.TextReadChars);
    }

    private void ReadOrdinal(OrdinalType type, bool checksRange, bool checksIo)
    {
        if (type.Host is CharType)
        {
            routine.Host(PvmImports.TextReadChar);
            if (checksRange && (type.Low > 0 || type.High < 255))
            {
                CheckFirst(checksIo);
                Code.Range(Opcode.I32Range, type.Low, type.High);
            }

            return;
        }

        routine.Host(type.IsQWord ? PvmImports.TextReadUint : PvmImports.TextReadInt);
        if (checksRange && !type.IsQWord && (type.Low != long.MinValue || type.High != long.MaxValue))
        {
            CheckFirst(checksIo && (type.Low > 0 || type.High < 0));
            Code.Range(Opcode.I64Range, type.Low, type.High);
        }

        if (type.Representation == Representation.I32)
        {
            Code.Emit(Opcode.I32WrapI64);
        }
    }

    // After a failed read the value is 0: that the read failed is told before that 0 doesn't fit.
    private void CheckFirst(bool checks)
    {
        if (checks)
        {
            routine.Host(PvmImports.IoCheck);
        }
    }

    private void EmitReadElement(BoundReadElement read)
    {
        routine.Statements.Assign(read.Target, read.Value);
        routine.Places.PushAddress(read.File);
        routine.Host(PvmImports.FileGet);
        Finish(new FilePlace(default, -1), read.ChecksIo);
    }

    private void EmitWriteElement(BoundWriteElement write)
    {
        PascalType component = ((FileType)write.File.Type).Component!;
        FilePlace file = Hold(write.File);
        if (component is { IsMemory: true } and not StringType)
        {
            Push(file);
            routine.Values.Push(write.Value);
            routine.Host(PvmImports.FileWrite);
        }
        else
        {
            Push(file);
            Code.I32(FileType.BufferOffset);
            Code.Emit(Opcode.I32Add);
            routine.Statements.AssignPushed(component, write.Value);
            Push(file);
            routine.Host(PvmImports.FilePut);
        }

        Finish(file, write.ChecksIo);
    }

    private FilePlace Hold(BoundPlace place)
    {
        Address address = routine.Places.Locate(place);
        return address.IsPushed
            ? new FilePlace(default, routine.Places.ToLocal(address))
            : new FilePlace(address, -1);
    }

    private void Push(FilePlace file)
    {
        if (file.Local >= 0)
        {
            Code.Get(file.Local);
        }
        else
        {
            routine.Places.Push(file.Address);
        }
    }

    private void Finish(FilePlace file, bool checksIo)
    {
        if (file.Local >= 0)
        {
            Code.Release(file.Local, ValueType.I32);
        }

        if (checksIo)
        {
            routine.Host(PvmImports.IoCheck);
        }
    }

    // A file whose address is evaluated once: in a local, or cheap to push again.
    private readonly record struct FilePlace(Address Address, int Local);
}
