using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Predeclared file routines; the first argument is the file.</summary>
internal sealed class FileIntrinsics(RoutineEmitter routine)
{
    private FunctionBuilder Code => routine.Code;

    internal void Push(BoundIntrinsic call)
    {
        switch (call.Intrinsic)
        {
            case Intrinsic.IoResult:
                routine.Host(PvmImports.IoResult);
                return;
            case Intrinsic.Assign:
                routine.Places.PushAddress((BoundPlace)call.Arguments[0]);
                PushName(call.Arguments[1]);
                Code.I32(((FileType)call.Arguments[0].Type).HostKind);
                routine.Host(PvmImports.FileAssign);
                break;
            case Intrinsic.Rename:
                routine.Places.PushAddress((BoundPlace)call.Arguments[0]);
                PushName(call.Arguments[1]);
                routine.Host(PvmImports.FileRename);
                break;
            case Intrinsic.Reset or Intrinsic.Rewrite:
                Open(call);
                break;
            case Intrinsic.BlockRead or Intrinsic.BlockWrite:
                TransferBlocks(call);
                break;
            default:
                routine.Places.PushAddress((BoundPlace)call.Arguments[0]);
                for (int i = 1; i < call.Arguments.Length; i++)
                {
                    routine.Values.Push(call.Arguments[i]);
                }

                routine.Host(NameOf(call.Intrinsic));
                break;
        }

        if (call.ChecksIo)
        {
            routine.Host(PvmImports.IoCheck);
        }
    }

    // Address of the first character, and length.
    private void PushName(BoundExpression name)
    {
        if (name is BoundString)
        {
            routine.Strings.PushChars(name);
            return;
        }

        int text = Code.Take(ValueType.I32);
        routine.Strings.PushString(name);
        Code.Tee(text);
        Code.I32(1);
        Code.Emit(Opcode.I32Add);
        Code.Get(text);
        Code.Emit(Opcode.I32Load8U, 0);
        Code.Release(text, ValueType.I32);
    }

    private void Open(BoundIntrinsic call)
    {
        routine.Places.PushAddress((BoundPlace)call.Arguments[0]);
        if (routine.Context.Options.IsIso)
        {
            int file = Code.Take(ValueType.I32);
            Code.Tee(file);
            Code.I32(((FileType)call.Arguments[0].Type).HostKind);
            routine.Host(PvmImports.FileInternal);
            Code.Get(file);
            Code.Release(file, ValueType.I32);
        }

        routine.Values.Push(call.Arguments[1]);
        routine.Host(call.Intrinsic == Intrinsic.Reset ? PvmImports.FileReset : PvmImports.FileRewrite);
    }

    private void TransferBlocks(BoundIntrinsic call)
    {
        routine.Places.PushAddress((BoundPlace)call.Arguments[0]);
        routine.Places.PushAddress((BoundPlace)call.Arguments[1]);
        routine.Values.Push(call.Arguments[2]);
        routine.Host(call.Intrinsic == Intrinsic.BlockRead ? PvmImports.FileBlockRead : PvmImports.FileBlockWrite);
        if (call.Arguments.Length < 4)
        {
            Code.Emit(Opcode.Drop);
            return;
        }

        int count = Code.Take(ValueType.I32);
        Code.Set(count);
        BoundPlace result = (BoundPlace)call.Arguments[3];
        Address target = routine.Places.LocateTarget(result);
        Code.Get(count);
        if (result.Type.Representation == Representation.I64)
        {
            Code.Emit(Opcode.I64ExtendI32S);
        }

        routine.Places.Store(target, Cells.Of(result.Type));
        Code.Release(count, ValueType.I32);
    }

    private static string NameOf(Intrinsic intrinsic) => intrinsic switch
    {
        Intrinsic.Eof => PvmImports.FileEof,
        Intrinsic.Eoln => PvmImports.TextEoln,
        Intrinsic.SeekEof => PvmImports.TextSeekEof,
        Intrinsic.SeekEoln => PvmImports.TextSeekEoln,
        Intrinsic.Append => PvmImports.FileAppend,
        Intrinsic.Close => PvmImports.FileClose,
        Intrinsic.Flush => PvmImports.FileFlush,
        Intrinsic.Erase => PvmImports.FileErase,
        Intrinsic.Truncate => PvmImports.FileTruncate,
        Intrinsic.Seek => PvmImports.FileSeek,
        Intrinsic.FilePos => PvmImports.FilePosition,
        Intrinsic.FileSize => PvmImports.FileSize,
        Intrinsic.Get => PvmImports.FileGet,
        Intrinsic.Put => PvmImports.FilePut,
        Intrinsic.Page => PvmImports.TextPage,
        _ => throw new InvalidOperationException(intrinsic.ToString()),
    };
}
