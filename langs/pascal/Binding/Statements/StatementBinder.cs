using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Statements (6.8).</summary>
internal sealed class StatementBinder
{
    private const int MostRecords = 64;

    private readonly Binder _binder;
    private readonly AssignmentBinder _assignments;
    private readonly LoopBinder _loops;
    private readonly CaseBinder _cases;
    private int _loopDepth;

    internal StatementBinder(Binder binder)
    {
        _binder = binder;
        _assignments = new AssignmentBinder(binder);
        _loops = new LoopBinder(binder);
        _cases = new CaseBinder(binder);
        Jumps = new JumpBinder(binder);
    }

    /// <summary>Labels and gotos of the block that is being bound.</summary>
    internal JumpBinder Jumps { get; private set; }

    /// <summary>The statements of a block.</summary>
    internal BoundStatement BindBody(CompoundStatementSyntax syntax)
    {
        JumpBinder outerJumps = Jumps;
        int outerDepth = _loopDepth;
        Jumps = new JumpBinder(_binder);
        _loopDepth = 0;
        BoundStatement body = Bind(syntax);
        Jumps.Complete();
        Jumps = outerJumps;
        _loopDepth = outerDepth;
        return body;
    }

    /// <summary>A statement that is part of another: its labels are seen from within alone.</summary>
    internal BoundStatement BindPart(StatementSyntax syntax)
    {
        Jumps.Enter();
        BoundStatement statement = Bind(syntax);
        Jumps.Leave();
        return statement;
    }

    /// <summary>The body of a loop.</summary>
    internal BoundStatement BindLoopBody(StatementSyntax syntax)
    {
        _loopDepth++;
        BoundStatement body = BindPart(syntax);
        _loopDepth--;
        return body;
    }

    internal BoundStatement Bind(StatementSyntax syntax)
    {
        switch (syntax)
        {
            case CompoundStatementSyntax compound:
                Jumps.Enter();
                BoundBlock block = new(syntax.Span, BindAll(compound.Statements));
                Jumps.Leave();
                return block;
            case AssignmentStatementSyntax assignment:
                return _assignments.Bind(assignment);
            case CallStatementSyntax call:
                return BindCall(call);
            case IfStatementSyntax conditional:
                BoundExpression condition = _binder.Expressions.BindCondition(conditional.Condition);
                BoundStatement then = BindPart(conditional.Then);
                return new BoundIf(syntax.Span, condition, then, conditional.Else is null ? null : BindPart(conditional.Else));
            case CaseStatementSyntax selection:
                return _cases.Bind(selection);
            case WhileStatementSyntax loop:
                return new BoundWhile(syntax.Span, _binder.Expressions.BindCondition(loop.Condition), BindLoopBody(loop.Body));
            case RepeatStatementSyntax loop:
                return BindRepeat(loop);
            case ForStatementSyntax loop:
                return _loops.Bind(loop);
            case ForInStatementSyntax loop:
                return _loops.Bind(loop);
            case WithStatementSyntax with when with.Records.Length > MostRecords:
                _binder.Report.Add(D.TooMany, with.Records[MostRecords].Span, MostRecords, "records in a with statement");
                return new BoundEmpty(syntax.Span);
            case WithStatementSyntax with:
                return BindWith(with, 0);
            case LabeledStatementSyntax labeled:
                return Jumps.BindLabeled(labeled);
            case GotoStatementSyntax jump:
                return Jumps.BindGoto(jump);
            default:
                return new BoundEmpty(syntax.Span);
        }
    }

    private BoundStatement[] BindAll(StatementSyntax[] statements)
    {
        BoundStatement[] bound = new BoundStatement[statements.Length];
        for (int i = 0; i < statements.Length; i++)
        {
            bound[i] = Bind(statements[i]);
        }

        return bound;
    }

    private BoundRepeat BindRepeat(RepeatStatementSyntax loop)
    {
        _loopDepth++;
        Jumps.Enter();
        BoundBlock body = new(loop.Span, BindAll(loop.Statements));
        Jumps.Leave();
        _loopDepth--;
        return new BoundRepeat(loop.Span, body, _binder.Expressions.BindCondition(loop.Condition));
    }

    private BoundStatement BindCall(CallStatementSyntax statement)
    {
        ExpressionSyntax callee = statement.Call is CallExpressionSyntax call ? call.Callee : statement.Call;
        ArgumentSyntax[] arguments = (statement.Call as CallExpressionSyntax)?.Arguments ?? [];
        Symbol? symbol = _binder.Expressions.FindSymbolQuietly(callee);
        if (symbol is PredeclaredSymbol predeclared)
        {
            PredeclaredCall made = new(statement.Call.Span, callee.Span, predeclared, arguments, statement.Switches);
            return predeclared.Routine is Predeclared.Exit or Predeclared.Break or Predeclared.Continue
                ? BindJump(made)
                : _binder.Predeclared.BindProcedure(made);
        }

        BoundExpression value = symbol is RoutineGroup group
            ? _binder.Calls.BindRoutine(statement.Call.Span, callee.Span, group, arguments)
            : _binder.Expressions.Bind(statement.Call);
        if (value.Type is RoutineType { Parameters.Length: 0 } && value is not BoundRoutineValue)
        {
            value = new BoundIndirectCall(value.Span, value, []);
        }

        if (value.Type.IsError)
        {
            return new BoundEmpty(statement.Span);
        }

        if (value is not (BoundCall or BoundIndirectCall))
        {
            _binder.Report.Add(D.NotRoutine, callee.Span);
            return new BoundEmpty(statement.Span);
        }

        if (_binder.IsIso && value.Type is not VoidType)
        {
            _binder.Report.Add(D.FunctionAsStatement, callee.Span, symbol?.Name ?? "the function");
        }

        return new BoundCallStatement(statement.Span, value);
    }

    private BoundStatement BindJump(in PredeclaredCall call)
    {
        bool isExit = call.Symbol.Routine == Predeclared.Exit;
        if (!PredeclaredBinder.HasArguments(_binder, call, 0, isExit ? 1 : 0))
        {
            return new BoundEmpty(call.Span);
        }

        if (!isExit)
        {
            if (_loopDepth == 0)
            {
                _binder.Report.Add(D.NotInLoop, call.NameSpan, call.Symbol.Name);
            }

            return call.Symbol.Routine == Predeclared.Break ? new BoundBreak(call.Span) : new BoundContinue(call.Span);
        }

        if (call.Arguments.Length == 0)
        {
            return new BoundExit(call.Span);
        }

        BoundExpression value = _binder.Expressions.BindValue(call.Arguments[0].Value);
        if (_binder.Routine.Result is not { } result)
        {
            if (!value.Type.IsError)
            {
                _binder.Report.Add(D.ExitValue, call.Arguments[0].Value.Span);
            }

            return new BoundEmpty(call.Span);
        }

        value = _binder.Conversions.Assign(value, result.Type, call.Switches);
        BoundVariable target = new(call.Span, result);
        _binder.Places.MarkModified(target);
        return new BoundBlock(call.Span, [new BoundAssignment(call.Span, target, value), new BoundExit(call.Span)]);
    }

    private BoundStatement BindWith(WithStatementSyntax syntax, int index)
    {
        if (index == syntax.Records.Length)
        {
            return BindPart(syntax.Body);
        }

        ExpressionSyntax record = syntax.Records[index];
        BoundExpression value = _binder.Expressions.BindValue(record);
        if (!value.Type.IsError && value.Type is not RecordType)
        {
            value = _binder.Fail(record.Span, D.NotRecord, value.Type);
        }

        if (value.Type.IsError || _binder.Places.AsPlace(value) is not { } place)
        {
            return BindUnknownWith(syntax, index);
        }

        return IsPlain(place) ? BindInside(syntax, index, place) : BindReferenced(syntax, index, place);
    }

    /// <summary>After an error in the record its fields are unknown: names in the body can't be judged.</summary>
    private BoundStatement BindUnknownWith(WithStatementSyntax syntax, int index)
    {
        int errors = _binder.Report.Mark();
        BoundStatement body = BindWith(syntax, index + 1);
        _binder.Report.DropSince(errors);
        return body;
    }

    private BoundStatement BindInside(WithStatementSyntax syntax, int index, BoundPlace place)
    {
        _binder.Scopes.Push(new Scope { Record = place });
        BoundStatement body = BindWith(syntax, index + 1);
        _binder.Scopes.Pop();
        return body;
    }

    private BoundWith BindReferenced(WithStatementSyntax syntax, int index, BoundPlace place)
    {
        PlaceBinder.MarkAddressTaken(place);
        VariableSymbol reference = _binder.HiddenReference("with", place.Type, place.Span);
        if (PlaceBinder.RootOf(place) is BoundVariable { Variable: { } root })
        {
            reference.IsReadOnly = root.IsReadOnly;
            root.IsModified |= !root.IsReadOnly;
        }

        BoundStatement body = BindInside(syntax, index, new BoundVariable(place.Span, reference));
        return new BoundWith(syntax.Span, reference, place, body);
    }

    /// <summary>True for a variable, or a field of one, whose address needs no computation.</summary>
    private static bool IsPlain(BoundPlace place) => place switch
    {
        BoundVariable => true,
        BoundField { Checks.Length: 0 } field => IsPlain(field.Record),
        _ => false,
    };
}
