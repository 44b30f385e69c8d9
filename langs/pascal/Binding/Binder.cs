using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Binding;

/// <summary>The parts that bind one program and its units, and the place they are at.</summary>
internal sealed class Binder
{
    internal Binder(PascalOptions options)
    {
        IsIso = options.IsIso;
        Universe = new Universe(IsIso);
        Scopes = new ScopeChain(IsIso);
        Scopes.Push(Universe.Scope);
        Conversions = new Conversions(this);
        Operators = new OperatorBinder(this);
        Sets = new SetBinder(this);
        Expressions = new ExpressionBinder(this);
        Places = new PlaceBinder(this);
        Calls = new CallBinder(this);
        Arguments = new ArgumentBinder(this);
        Casts = new CastBinder(this);
        Predeclared = new PredeclaredBinder(this);
        InputOutput = new InputOutputBinder(this);
        Statements = new StatementBinder(this);
        Types = new TypeBinder(this);
        Records = new RecordBinder(this);
        Headings = new HeadingBinder(this);
        Declarations = new DeclarationBinder(this);
        Initializers = new InitializerBinder(this);
    }

    internal bool IsIso { get; }

    /// <summary>True when a unit isn't there, so that names without declaration may be its.</summary>
    internal bool MissesUnits { get; set; }

    /// <summary>True when some goto leaves a routine.</summary>
    internal bool HasEscapes { get; set; }

    internal Universe Universe { get; }

    internal Report Report { get; } = new();

    internal ScopeChain Scopes { get; }

    internal Conversions Conversions { get; }

    internal OperatorBinder Operators { get; }

    internal SetBinder Sets { get; }

    internal ExpressionBinder Expressions { get; }

    internal PlaceBinder Places { get; }

    internal CallBinder Calls { get; }

    internal ArgumentBinder Arguments { get; }

    internal CastBinder Casts { get; }

    internal PredeclaredBinder Predeclared { get; }

    internal InputOutputBinder InputOutput { get; }

    internal StatementBinder Statements { get; }

    internal TypeBinder Types { get; }

    internal RecordBinder Records { get; }

    internal HeadingBinder Headings { get; }

    internal DeclarationBinder Declarations { get; }

    internal InitializerBinder Initializers { get; }

    /// <summary>The routine whose block is being bound.</summary>
    internal RoutineSymbol Routine { get; set; } = null!;

    /// <summary>The unit that is being bound; null in a program.</summary>
    internal UnitSymbol? Unit { get; set; }

    /// <summary>The standard input, output and error, as variables.</summary>
    internal VariableSymbol?[] StandardFiles { get; } = new VariableSymbol?[4];

    /// <summary>Reports an error and gives what stands for the expression.</summary>
    internal BoundExpression Fail(SourceSpan span, DiagnosticDescriptor descriptor, params object[] arguments)
    {
        Report.Add(descriptor, span, arguments);
        return new BoundError(span);
    }

    /// <summary>A variable that no name stands for.</summary>
    internal VariableSymbol Hidden(string name, PascalType type, SourceSpan span)
    {
        VariableSymbol variable = new(name, VariableKind.Hidden, type, Routine, span);
        Routine.Locals.Add(variable);
        return variable;
    }

    /// <summary>A hidden variable that refers to a place.</summary>
    internal VariableSymbol HiddenReference(string name, PascalType type, SourceSpan span)
    {
        VariableSymbol variable = Hidden(name, type, span);
        variable.IsReference = true;
        return variable;
    }

    internal static bool Has(CompilerSwitches switches, CompilerSwitches one) => (switches & one) != 0;
}
