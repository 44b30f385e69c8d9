using ProcVM.Core;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal;

public static partial class PascalDiagnostics
{
    /// <summary>All kinds of Pascal diagnostics, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All =>
    [
        UnexpectedCharacter, UnterminatedComment, UnterminatedString, MalformedNumber, NumberTooLarge, NumberRunsOn,
        CharacterCode, ForeignOperator, DoubleQuotes, NotInIso, EmptyString, UnknownDirective, MalformedDirective,
        IncludeNotFound, IncludeCycle, IncludeBound, ConditionalWithoutStart, ConditionalWithoutEnd, UserError, UserWarning,
        Underscore,
        Expected, MissingSemicolon, SemicolonBeforeElse, NotClosed, EqualForAssign, AssignForEqual, ReservedWord, NotAStatement,
        NestedTooDeeply, TooManyErrors, TextAfterEnd, SectionOrder, LabelRange, ParameterType, SimpleConstant, Unsupported,
        ComparisonChain, SignPosition, NotPackable, AssemblerBlock, UnknownWordAfterHeading, OneNameWithValue, SplitAssign,
        UnexpectedElse, ProcedureResult, InterfaceBody,
        TooManyLocals, RoutineTooLarge, FrameTooLarge, TooManyParameters, StaticsTooLarge,
        .. BindingDiagnostics.All,
    ];
}
