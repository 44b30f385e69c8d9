using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Files, apart from read and write.</summary>
internal sealed class FileRoutines(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundExpression BindFunction(in PredeclaredCall call)
    {
        if (call.Symbol.Routine == Predeclared.IoResult)
        {
            return HasArguments(call, 0, 0) ? new BoundIntrinsic(call.Span, Types.Integer, Intrinsic.IoResult) : new BoundError(call.Span);
        }

        bool isPosition = call.Symbol.Routine is Predeclared.FilePos or Predeclared.FileSize;
        if (!HasArguments(call, isPosition ? 1 : 0, 1))
        {
            return new BoundError(call.Span);
        }

        bool wantsText = call.Symbol.Routine is Predeclared.Eoln or Predeclared.SeekEof or Predeclared.SeekEoln;
        BoundPlace? file = call.Arguments.Length == 0
            ? Binder.InputOutput.StandardFile(call.NameSpan, isOutput: false)
            : File(call, wantsText);
        if (file is null)
        {
            return new BoundError(call.Span);
        }

        Intrinsic intrinsic = call.Symbol.Routine switch
        {
            Predeclared.Eof => Intrinsic.Eof,
            Predeclared.Eoln => Intrinsic.Eoln,
            Predeclared.SeekEof => Intrinsic.SeekEof,
            Predeclared.SeekEoln => Intrinsic.SeekEoln,
            Predeclared.FilePos => Intrinsic.FilePos,
            _ => Intrinsic.FileSize,
        };
        return new BoundIntrinsic(call.Span, isPosition ? Types.Int64 : Types.Boolean, intrinsic, file)
        {
            ChecksIo = call.ChecksIo,
            KnownRange = isPosition ? Interval.Everything : new Interval(0, 1),
        };
    }

    internal BoundStatement BindProcedure(in PredeclaredCall call)
    {
        (int least, int most) = call.Symbol.Routine switch
        {
            Predeclared.Page => (0, 1),
            Predeclared.Reset or Predeclared.Rewrite => (1, Binder.IsIso ? 1 : 2),
            Predeclared.Assign or Predeclared.Rename or Predeclared.Seek => (2, 2),
            Predeclared.BlockRead or Predeclared.BlockWrite => (3, 4),
            _ => (1, 1),
        };
        if (!HasArguments(call, least, most))
        {
            return new BoundEmpty(call.Span);
        }

        bool wantsText = call.Symbol.Routine is Predeclared.Page or Predeclared.Append;
        BoundPlace? file = call.Arguments.Length == 0
            ? Binder.InputOutput.StandardFile(call.NameSpan, isOutput: true)
            : File(call, wantsText);
        if (file is null)
        {
            Binder.Calls.BindForErrors(call.Arguments.Length == 0 ? [] : call.Arguments[1..]);
            return new BoundEmpty(call.Span);
        }

        return Bind(call, file, (FileType)file.Type);
    }

    private BoundStatement Bind(in PredeclaredCall call, BoundPlace file, FileType type)
    {
        switch (call.Symbol.Routine)
        {
            case Predeclared.Reset or Predeclared.Rewrite:
                BoundExpression size = call.Arguments.Length == 2 ? Integer(call, 1)
                    : new BoundOrdinal(call.Span, Types.Integer, type.IsText ? 0 : type.Component?.Size ?? 128);
                return Call(call, call.Symbol.Routine == Predeclared.Reset ? Intrinsic.Reset : Intrinsic.Rewrite, file, size);
            case Predeclared.Assign:
                return Call(call, Intrinsic.Assign, file, Text(call, 1));
            case Predeclared.Rename:
                return Call(call, Intrinsic.Rename, file, Text(call, 1));
            case Predeclared.Seek:
                return Call(call, Intrinsic.Seek, file, Value(call, 1, Types.Int64));
            case Predeclared.BlockRead or Predeclared.BlockWrite:
                return Block(call, file, type);
            case Predeclared.Get or Predeclared.Put when type.Component is null:
                Binder.Fail(file.Span, D.UntypedFile, call.Symbol.Name);
                return new BoundEmpty(call.Span);
        }

        return Call(call, call.Symbol.Routine switch
        {
            Predeclared.Get => Intrinsic.Get,
            Predeclared.Put => Intrinsic.Put,
            Predeclared.Page => Intrinsic.Page,
            Predeclared.Append => Intrinsic.Append,
            Predeclared.Close => Intrinsic.Close,
            Predeclared.Truncate => Intrinsic.Truncate,
            Predeclared.Erase => Intrinsic.Erase,
            _ => Intrinsic.Flush,
        }, file);
    }

    private BoundStatement Block(in PredeclaredCall call, BoundPlace file, FileType type)
    {
        if (type.Component is not null)
        {
            Binder.Fail(file.Span, D.NeedsUntypedFile, call.Symbol.Name);
            return new BoundEmpty(call.Span);
        }

        bool isRead = call.Symbol.Routine == Predeclared.BlockRead;
        BoundPlace? buffer = isRead ? Target(call, 1) : Binder.Places.BindPlace(call.Arguments[1].Value);
        if (buffer is not null)
        {
            PlaceBinder.MarkAddressTaken(buffer);
        }

        BoundExpression count = Integer(call, 2);
        Intrinsic intrinsic = isRead ? Intrinsic.BlockRead : Intrinsic.BlockWrite;
        if (call.Arguments.Length == 3)
        {
            return Call(call, intrinsic, file, buffer, count);
        }

        BoundPlace? result = Target(call, 3);
        if (result is not null && result.Type is not OrdinalType { IsInteger: true })
        {
            Binder.Conversions.Mismatch(result, Types.Integer);
            result = null;
        }

        return Call(call, intrinsic, file, buffer, count, result);
    }

    private BoundPlace? File(in PredeclaredCall call, bool wantsText)
    {
        BoundPlace? place = Binder.Places.BindPlace(call.Arguments[0].Value);
        if (place is null)
        {
            return null;
        }

        PlaceBinder.MarkAddressTaken(place);
        if (place.Type is FileType file && (!wantsText || file.IsText))
        {
            return place;
        }

        Binder.Fail(place.Span, D.NotFile, wantsText ? "a text file" : "a file", place.Type);
        return null;
    }
}
