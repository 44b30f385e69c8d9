using ProcVM.Core;

namespace ProcVM.Pascal.Syntax;

/// <summary>Puts the units of a program in order; walks without recursion, since chains of units may be long.</summary>
internal sealed class UnitOrder(List<Diagnostic> diagnostics)
{
    /// <summary>Each unit after those that its interface uses; reports interfaces that use each other.</summary>
    public List<SyntaxTree> ByInterface(LoadedUnit program, IEnumerable<LoadedUnit> all)
    {
        List<SyntaxTree> order = [];
        Dictionary<LoadedUnit, bool> isDone = [];
        foreach (LoadedUnit unit in all.Prepend(program))
        {
            if (!isDone.ContainsKey(unit))
            {
                Walk(unit, next => next.Interface, order, isDone, Report);
            }
        }

        return order;
    }

    /// <summary>Each unit after those it uses, its implementation included, as far as they don't use each other.</summary>
    public static List<SyntaxTree> ByInitialization(LoadedUnit program)
    {
        List<SyntaxTree> order = [];
        Walk(program, unit => [.. unit.Interface, .. unit.Implementation], order, [], report: null);
        return order;
    }

    private void Report(LoadedUnit unit, Identifier used) =>
        diagnostics.Add(new Diagnostic(PascalDiagnostics.UnitCycle, used.Span, unit.Tree.Root.Name.Name, used.Name));

    /// <summary>Adds the units that can be reached from <paramref name="first"/>, each after those it leads to, the program left out.</summary>
    private static void Walk(
        LoadedUnit first,
        Func<LoadedUnit, List<(LoadedUnit Unit, Identifier Name)>> uses,
        List<SyntaxTree> order,
        Dictionary<LoadedUnit, bool> isDone,
        Action<LoadedUnit, Identifier>? report)
    {
        Stack<(LoadedUnit Unit, List<(LoadedUnit Unit, Identifier Name)> Uses, int Next)> path = new();
        isDone[first] = false;
        path.Push((first, uses(first), 0));
        while (path.TryPop(out (LoadedUnit Unit, List<(LoadedUnit Unit, Identifier Name)> Uses, int Next) step))
        {
            if (step.Next == step.Uses.Count)
            {
                isDone[step.Unit] = true;
                if (step.Unit.Key.Length > 0)
                {
                    order.Add(step.Unit.Tree);
                }

                continue;
            }

            path.Push((step.Unit, step.Uses, step.Next + 1));
            (LoadedUnit used, Identifier name) = step.Uses[step.Next];
            if (!isDone.TryGetValue(used, out bool done))
            {
                isDone[used] = false;
                path.Push((used, uses(used), 0));
            }
            else if (!done)
            {
                report?.Invoke(step.Unit, name);
            }
        }
    }
}
