using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>read readln write writeln (6.9 and 6.6.5.2).</summary>
internal sealed class InputOutputBinder(Binder binder)
{
    private Universe Types => binder.Universe;

    /// <summary>input or output as a variable; null with the error reported when the program doesn't name it.</summary>
    internal BoundPlace? StandardFile(SourceSpan span, bool isOutput)
    {
        int number = isOutput ? 2 : 1;
        if (binder.StandardFiles[number] is { } file)
        {
            file.IsUsed = true;
            file.IsAddressTaken = true;
            return new BoundVariable(span, file);
        }

        binder.Report.Add(D.NoStandardFile, span, isOutput ? "output" : "input");
        return null;
    }

    internal BoundStatement BindWrite(in PredeclaredCall call)
    {
        bool endsLine = call.Symbol.Routine == Predeclared.WriteLn;
        int first = FindFile(call, isOutput: true, out BoundPlace? file, out BoundExpression? bound);
        if (file is { Type: FileType { IsText: false } })
        {
            return WriteElements(call, file, endsLine);
        }

        List<BoundWriteItem> items = [];
        bool isRight = file is not null;
        for (int i = first; i < call.Arguments.Length; i++)
        {
            BoundExpression value = i == 0 && bound is not null ? bound : binder.Expressions.BindValue(call.Arguments[i].Value);
            isRight &= WriteItem(call.Arguments[i], value, call.Switches) is { } item && Add(items, item);
        }

        if (!endsLine && call.Arguments.Length <= first && isRight && binder.IsIso)
        {
            binder.Report.Add(D.ArgumentCount, call.NameSpan, call.Symbol.Name, "1 or more", 0);
        }

        return isRight
            ? new BoundWrite(call.Span, file!, [.. items], endsLine) { ChecksIo = call.ChecksIo }
            : new BoundEmpty(call.Span);
    }

    internal BoundStatement BindRead(in PredeclaredCall call)
    {
        bool endsLine = call.Symbol.Routine == Predeclared.ReadLn;
        int first = FindFile(call, isOutput: false, out BoundPlace? file, out _);
        if (file is { Type: FileType { IsText: false } })
        {
            return ReadElements(call, file, endsLine);
        }

        List<BoundReadItem> items = [];
        bool isRight = file is not null;
        for (int i = first; i < call.Arguments.Length; i++)
        {
            isRight &= ReadItem(call.Arguments[i], call.Switches) is { } item && Add(items, item);
        }

        if (!endsLine && call.Arguments.Length <= first && isRight && binder.IsIso)
        {
            binder.Report.Add(D.ArgumentCount, call.NameSpan, call.Symbol.Name, "1 or more", 0);
        }

        return isRight
            ? new BoundRead(call.Span, file!, [.. items], endsLine) { ChecksIo = call.ChecksIo }
            : new BoundEmpty(call.Span);
    }

    private static bool Add<T>(List<T> items, T item)
    {
        items.Add(item);
        return true;
    }

    /// <summary>The file that the call works on; gives the number of arguments it takes. The first argument, bound, is given when
    /// it isn't a file.</summary>
    private int FindFile(in PredeclaredCall call, bool isOutput, out BoundPlace? file, out BoundExpression? bound)
    {
        bound = null;
        if (call.Arguments.Length > 0)
        {
            ExpressionSyntax first = call.Arguments[0].Value;
            bool mayBeFile = first is NameExpressionSyntax or IndexExpressionSyntax or FieldExpressionSyntax or DereferenceExpressionSyntax;
            BoundExpression? value = mayBeFile || isOutput ? binder.Expressions.BindValue(first) : null;
            if (value is BoundPlace { Type: FileType } place)
            {
                PlaceBinder.MarkAddressTaken(place);
                file = place;
                if (call.Arguments[0].Width is { } width)
                {
                    binder.Report.Add(D.WidthHere, width.Span);
                }

                return 1;
            }

            bound = value;
        }

        file = StandardFile(call.NameSpan, isOutput);
        return 0;
    }

    private BoundWriteItem? WriteItem(ArgumentSyntax argument, BoundExpression value, CompilerSwitches switches)
    {
        BoundExpression? width = argument.Width is null ? null : Width(argument.Width, switches);
        BoundExpression? decimals = argument.Decimals is null ? null : Width(argument.Decimals, switches);
        if (value.Type.IsError || width is { Type: ErrorType } || decimals is { Type: ErrorType })
        {
            return null;
        }

        if (decimals is not null && value.Type is not RealType)
        {
            bool isNumber = Conversions.IsNumber(value.Type) && !binder.IsIso;
            if (!isNumber)
            {
                binder.Report.Add(D.DecimalsHere, argument.Decimals!.Span);
                return null;
            }

            value = binder.Conversions.ToReal(value, Types.Real);
        }

        BoundExpression? written = value.Type switch
        {
            OrdinalType { Host: BooleanType } => binder.Conversions.Represent(value, Types.Boolean),
            OrdinalType { Host: CharType } => binder.Conversions.Represent(value, Types.Char),
            OrdinalType { IsInteger: true } type => binder.Conversions.Represent(
                value, type.IsQWord ? Types.QWord : type.StorageRange.High > int.MaxValue ? Types.Int64 : Types.Integer),
            RealType or StringType or LiteralStringType => value,
            ArrayType array when (binder.IsIso ? array.IsIsoString : array.IsCharArray) => value,
            ConformantArrayType { Element: CharType } array when !binder.IsIso || array.IsPacked => value,
            OpenArrayType { Element: CharType } => value,
            _ => null,
        };
        if (written is null)
        {
            binder.Report.Add(D.NotWritable, value.Span, value.Type);
            return null;
        }

        return new BoundWriteItem(written, width, decimals);
    }

    private BoundExpression Width(ExpressionSyntax syntax, CompilerSwitches switches)
    {
        BoundExpression value = binder.Conversions.Assign(binder.Expressions.BindValue(syntax), Types.Integer, switches);
        if (value.Type.IsError || !binder.IsIso || !Binder.Has(switches, CompilerSwitches.RangeChecks) || value.Range.Low >= 1)
        {
            return value;
        }

        return new BoundRangeCheck(value, 1, int.MaxValue);
    }

    private BoundReadItem? ReadItem(ArgumentSyntax argument, CompilerSwitches switches)
    {
        if (argument.Width is { } width)
        {
            binder.Report.Add(D.WidthHere, width.Span);
        }

        BoundPlace? target = binder.Places.BindTarget(argument.Value);
        if (target is null)
        {
            return null;
        }

        bool isReadable = target.Type switch
        {
            OrdinalType type => type.Host is IntegerType or CharType,
            RealType => true,
            StringType => true,
            ArrayType { IsCharArray: true } => !binder.IsIso,
            _ => false,
        };
        if (!isReadable)
        {
            binder.Report.Add(D.NotReadable, target.Span, target.Type);
            return null;
        }

        return new BoundReadItem(target, Binder.Has(switches, CompilerSwitches.RangeChecks) && target.Type is OrdinalType);
    }

    private BoundStatement WriteElements(in PredeclaredCall call, BoundPlace file, bool endsLine)
    {
        if (!IsTyped(call, file, endsLine))
        {
            return new BoundEmpty(call.Span);
        }

        List<BoundStatement> statements = [];
        VariableSymbol reference = binder.HiddenReference("file", file.Type, call.Span);
        for (int i = 1; i < call.Arguments.Length; i++)
        {
            CheckPlain(call.Arguments[i]);
            BoundExpression value = binder.Expressions.BindValue(call.Arguments[i].Value);
            value = binder.Conversions.Assign(value, ((FileType)file.Type).Component!, call.Switches);
            statements.Add(new BoundWriteElement(call.Span, new BoundVariable(file.Span, reference), value) { ChecksIo = call.ChecksIo });
        }

        return new BoundWith(call.Span, reference, file, new BoundBlock(call.Span, [.. statements]));
    }

    private BoundStatement ReadElements(in PredeclaredCall call, BoundPlace file, bool endsLine)
    {
        if (!IsTyped(call, file, endsLine))
        {
            return new BoundEmpty(call.Span);
        }

        List<BoundStatement> statements = [];
        VariableSymbol reference = binder.HiddenReference("file", file.Type, call.Span);
        for (int i = 1; i < call.Arguments.Length; i++)
        {
            CheckPlain(call.Arguments[i]);
            if (binder.Places.BindTarget(call.Arguments[i].Value) is not { } target)
            {
                continue;
            }

            BoundVariable element = new(file.Span, reference);
            BoundBuffer buffer = new(call.Arguments[i].Value.Span, element) { ChecksIo = call.ChecksIo };
            BoundExpression value = binder.Conversions.Assign(buffer, target.Type, call.Switches);
            statements.Add(new BoundReadElement(call.Span, element, target, value) { ChecksIo = call.ChecksIo });
        }

        return new BoundWith(call.Span, reference, file, new BoundBlock(call.Span, [.. statements]));
    }

    private void CheckPlain(ArgumentSyntax argument)
    {
        if (argument.Width is { } width)
        {
            binder.Report.Add(D.WidthHere, width.Span);
        }
    }

    private bool IsTyped(in PredeclaredCall call, BoundPlace file, bool endsLine)
    {
        if (endsLine)
        {
            binder.Report.Add(D.NotFile, file.Span, "a text file", file.Type);
            return false;
        }

        if (((FileType)file.Type).Component is null)
        {
            binder.Report.Add(D.UntypedFile, file.Span, call.Symbol.Name);
            return false;
        }

        if (call.Arguments.Length == 1 && binder.IsIso)
        {
            binder.Report.Add(D.ArgumentCount, call.NameSpan, call.Symbol.Name, "2 or more", 1);
        }

        return true;
    }
}
