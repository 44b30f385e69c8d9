namespace ProcVM.Pascal.Binding;

/// <summary>Whether a function's body gives its result on every way to its end, judged without values.</summary>
internal static class ResultFlow
{
    /// <summary>False when some way may come to the end without it, or when jumps make it hard to say.</summary>
    internal static bool AlwaysAssigns(BoundStatement body, VariableSymbol result) => !HasJumps(body) && Assigns(body, result);

    private static bool Assigns(BoundStatement statement, VariableSymbol result) => statement switch
    {
        BoundAssignment { Target: BoundVariable target } => target.Variable == result,
        BoundBlock block => Array.Exists(block.Statements, one => Assigns(one, result)),
        BoundIf { Else: { } otherwise } conditional => Assigns(conditional.Then, result) && Assigns(otherwise, result),
        BoundCase selection => (selection.ChecksMatch || (selection.Else is { } otherwise && Assigns(otherwise, result)))
            && Array.TrueForAll(selection.Arms, arm => Assigns(arm.Body, result)),
        BoundRepeat loop => Assigns(loop.Body, result),
        BoundWith with => Assigns(with.Body, result),
        BoundLabeled labeled => Assigns(labeled.Statement, result),
        _ => false,
    };

    private static bool HasJumps(BoundStatement statement) => statement switch
    {
        BoundGoto or BoundExit or BoundBreak or BoundContinue or BoundLabeled => true,
        BoundBlock block => Array.Exists(block.Statements, HasJumps),
        BoundIf conditional => HasJumps(conditional.Then) || (conditional.Else is { } otherwise && HasJumps(otherwise)),
        BoundCase selection => (selection.Else is { } otherwise && HasJumps(otherwise)) || Array.Exists(selection.Arms, arm => HasJumps(arm.Body)),
        BoundRepeat loop => HasJumps(loop.Body),
        BoundWhile loop => HasJumps(loop.Body),
        BoundFor loop => HasJumps(loop.Body),
        BoundWith with => HasJumps(with.Body),
        _ => false,
    };
}
