using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Binding;

/// <summary>The names that a region of the program declares, by key.</summary>
internal sealed class Scope
{
    /// <summary>What each name stands for.</summary>
    internal Dictionary<string, Symbol> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Labels by key; a separate region of names.</summary>
    internal Dictionary<string, LabelSymbol>? Labels { get; set; }

    /// <summary>For a with statement's region: the record whose fields are visible.</summary>
    internal BoundPlace? Record { get; init; }

    /// <summary>The units whose interfaces are searched behind this region, latest first.</summary>
    internal List<UnitSymbol>? Units { get; set; }

    /// <summary>In ISO Pascal the names that were looked up through this region and found outside it: they can't be
    /// declared here afterwards (6.2.2.9).</summary>
    internal Dictionary<string, SourceSpan>? Passed { get; set; }
}

/// <summary>The regions around the place that is being bound, innermost last.</summary>
internal sealed class ScopeChain(bool isIso)
{
    private readonly List<Scope> _scopes = [];

    internal Scope Innermost => _scopes[^1];

    internal int Count => _scopes.Count;

    internal void Push(Scope scope) => _scopes.Add(scope);

    internal void Pop() => _scopes.RemoveAt(_scopes.Count - 1);

    /// <summary>Sets the regions inside the outermost <paramref name="count"/> aside; <see cref="Restore"/> brings them back.</summary>
    internal List<Scope> SetAside(int count)
    {
        List<Scope> aside = _scopes.GetRange(count, _scopes.Count - count);
        _scopes.RemoveRange(count, aside.Count);
        return aside;
    }

    internal void Restore(List<Scope> aside) => _scopes.AddRange(aside);

    /// <summary>What a key means here; for a field of a with statement's record also that record.</summary>
    internal Symbol? Find(string key, SourceSpan span, out BoundPlace? record)
    {
        record = null;
        for (int i = _scopes.Count - 1; i >= 0; i--)
        {
            Scope scope = _scopes[i];
            if (scope.Record is { } place)
            {
                if (((RecordType)place.Type).Fields.TryGetValue(key, out FieldSymbol? field))
                {
                    record = place;
                    return field;
                }

                continue;
            }

            if (scope.Names.TryGetValue(key, out Symbol? symbol))
            {
                if (isIso)
                {
                    NotePassed(i, key, span);
                }

                return symbol;
            }

            if (scope.Units is { } units && FindInUnits(units, key) is { } exported)
            {
                return exported;
            }
        }

        return null;
    }

    /// <summary>Keeps an undeclared name from being reported again in its region.</summary>
    internal void DeclareError(Identifier name)
    {
        for (int i = _scopes.Count - 1; i > 0; i--)
        {
            if (_scopes[i].Record is null)
            {
                _scopes[i].Names.TryAdd(name.Key, new ErrorSymbol(name.Name));
                return;
            }
        }
    }

    internal LabelSymbol? FindLabel(string key)
    {
        for (int i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].Labels is { } labels && labels.TryGetValue(key, out LabelSymbol? label))
            {
                return label;
            }
        }

        return null;
    }

    /// <summary>A visible name that a misspelt one may have meant.</summary>
    internal string? Suggest(string key)
    {
        string? best = null;
        int bestDistance = key.Length switch { < 3 => 0, < 5 => 2, _ => 3 };
        int left = 4000;
        for (int i = _scopes.Count - 1; i >= 0 && left > 0; i--)
        {
            Scope scope = _scopes[i];
            IEnumerable<string> names = scope.Record is { } place ? ((RecordType)place.Type).Fields.Keys : scope.Names.Keys;
            foreach (string name in names)
            {
                if (--left < 0)
                {
                    break;
                }

                if (Math.Abs(name.Length - key.Length) < bestDistance)
                {
                    int distance = Spelling.Distance(name, key);
                    (best, bestDistance) = distance < bestDistance ? (name, distance) : (best, bestDistance);
                }
            }
        }

        return best;
    }

    private static Symbol? FindInUnits(List<UnitSymbol> units, string key)
    {
        for (int i = units.Count - 1; i >= 0; i--)
        {
            if (units[i].Interface.Names.TryGetValue(key, out Symbol? symbol) && symbol is not UnitSymbol)
            {
                return symbol;
            }
        }

        return null;
    }

    private void NotePassed(int found, string key, SourceSpan span)
    {
        for (int i = found + 1; i < _scopes.Count; i++)
        {
            if (_scopes[i].Record is null)
            {
                (_scopes[i].Passed ??= new(StringComparer.Ordinal)).TryAdd(key, span);
            }
        }
    }
}
