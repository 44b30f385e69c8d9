using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Labels and gotos of one block (6.8.1): a goto leads to a label of a statement around it, of a statement sequence
/// around it, or of the outermost sequence of a block around it.</summary>
internal sealed class JumpBinder(Binder binder)
{
    private readonly Site _block = new(null);
    private readonly Dictionary<LabelSymbol, (Site Around, Site Own)> _sites = [];
    private readonly List<(LabelSymbol Label, Site From, SourceSpan Span)> _gotos = [];
    private Site? _current;

    internal void Enter() => _current = _current is null ? _block : new Site(_current);

    internal void Leave() => _current = _current!.Parent;

    internal BoundStatement BindLabeled(LabeledStatementSyntax syntax)
    {
        LabelSymbol? label = Find(syntax.Label);
        if (label is not null && label.Owner != binder.Routine)
        {
            binder.Report.Add(D.LabelElsewhere, syntax.Label.Span, label.Name);
            label = null;
        }

        if (label is { IsPlaced: true })
        {
            binder.Report.Add(D.LabelTwice, syntax.Label.Span, label.Name);
            label = null;
        }

        // A statement of several labels stands where the first of them does.
        bool isFollowedByLabel = syntax.Statement is LabeledStatementSyntax;
        Site around = _current ?? _block;
        if (!isFollowedByLabel)
        {
            Enter();
        }

        if (label is not null)
        {
            label.IsPlaced = true;
            label.IsOutermost = around == _block;
            _sites.Add(label, (around, _current ?? around));
        }

        BoundStatement statement = binder.Statements.Bind(syntax.Statement);
        if (!isFollowedByLabel)
        {
            Leave();
        }

        return label is null ? statement : new BoundLabeled(syntax.Span, label, statement);
    }

    internal BoundStatement BindGoto(GotoStatementSyntax syntax)
    {
        if (Find(syntax.Label) is not { } label)
        {
            return new BoundEmpty(syntax.Span);
        }

        bool isEscape = label.Owner != binder.Routine;
        if (isEscape)
        {
            label.IsEscapeTarget = true;
            binder.HasEscapes = true;
            label.EscapeSpan ??= syntax.Label.Span;
            binder.Places.NeedLink(label.Owner);
        }
        else
        {
            label.IsUsed = true;
            _gotos.Add((label, _current ?? _block, syntax.Label.Span));
        }

        return new BoundGoto(syntax.Span, label, isEscape);
    }

    /// <summary>At the block's end: every goto's label is where the goto may lead.</summary>
    internal void Complete()
    {
        foreach ((LabelSymbol label, Site from, SourceSpan span) in _gotos)
        {
            if (!_sites.TryGetValue(label, out (Site Around, Site Own) site))
            {
                binder.Report.Add(D.LabelMissing, span, label.Name);
            }
            else if (!from.IsWithin(site.Around) && !from.IsWithin(site.Own))
            {
                binder.Report.Add(D.GotoInto, span, label.Name);
            }
        }
    }

    private LabelSymbol? Find(Identifier name)
    {
        if (name.IsMissing)
        {
            return null;
        }

        LabelSymbol? label = binder.Scopes.FindLabel(name.Key);
        if (label is null)
        {
            binder.Report.Add(D.UndeclaredLabel, name.Span, name.Name);
        }

        return label;
    }

    /// <summary>A statement sequence, a labelled statement, or a part of a structured statement.</summary>
    private sealed class Site(Site? parent)
    {
        private readonly int _depth = parent is null ? 0 : parent._depth + 1;

        internal Site? Parent { get; } = parent;

        internal bool IsWithin(Site other)
        {
            Site? site = this;
            while (site is not null && site._depth > other._depth)
            {
                site = site.Parent;
            }

            return site == other;
        }
    }
}
