using ProcVM.Core;

namespace ProcVM.Pascal;

public static partial class PascalDiagnostics
{
    public static readonly DiagnosticDescriptor UnexpectedCharacter = Error("PAS001", "{0} doesn't belong to Pascal's alphabet here",
        "Outside strings and comments a program consists of ASCII letters, digits, and the special symbols. Quotation marks of a word "
        + "processor and letters with accents are the usual cause: strings stand in plain apostrophes, names are plain ASCII.");

    public static readonly DiagnosticDescriptor UnterminatedComment = Error("PAS002", "the comment that begins here never ends",
        "A comment runs from { to the next }, or from (* to the next *). The rest of the file was taken as comment. In the dialect a "
        + "comment ends with the sign that goes with its beginning; in ISO 7185 either sign ends it.");

    public static readonly DiagnosticDescriptor UnterminatedString = Error("PAS003", "the string that begins here doesn't end on its line",
        "A string stands between apostrophes on one line: 'like this'. An apostrophe within it is written twice: 'it''s'. A longer text "
        + "is put together from several strings with +.");

    public static readonly DiagnosticDescriptor MalformedNumber = Error("PAS004", "{0} expected in the number {1}",
        "A real number has digits before and after its point, and digits in its exponent: 0.5, 1.0, 1e-3. In the dialect $ begins a "
        + "hexadecimal number ($FF), % a binary one (%1010) and & an octal one (&17).");

    public static readonly DiagnosticDescriptor NumberTooLarge = Error("PAS005", "the number {0} is too large",
        "Whole numbers go up to 18446744073709551615 (2^64-1) in the dialect's widest type, real numbers up to about 1.8e308.");

    public static readonly DiagnosticDescriptor NumberRunsOn = Error("PAS006", "the number {0} runs into the letter '{1}'",
        "A space must stand between a number and a name or reserved word (ISO 7185 6.1.8), and a name can't begin with a digit. The "
        + "dialect lets a reserved word follow directly, as in 10do.");

    public static readonly DiagnosticDescriptor CharacterCode = Error("PAS007", "{0} isn't a character code; codes are 0 to 255",
        "#n stands for the character with the code n, in decimal or with $ in hexadecimal: #13, #$0D. A character is one byte.");

    public static readonly DiagnosticDescriptor ForeignOperator = Error("PAS008", "'{0}' isn't an operator of Pascal; write {1}",
        "The operators of C and its kin have other names here: = compares, <> is unequal, := assigns, and/or/not/xor/shl/shr work on booleans "
        + "and bits, mod gives the remainder, inc(i) and dec(i) count.");

    public static readonly DiagnosticDescriptor DoubleQuotes = Error("PAS009", "strings stand between apostrophes: '…'",
        "Pascal has no strings in quotation marks. An apostrophe within a string is written twice: 'it''s'.");

    public static readonly DiagnosticDescriptor NotInIso = Error("PAS010", "{0} is no part of ISO 7185",
        "The program is read as ISO 7185 (--std iso), which lacks this. Without --std, or with --std procvm, the dialect's extensions "
        + "are allowed.");

    public static readonly DiagnosticDescriptor EmptyString = Error("PAS011", "ISO 7185 has no empty string",
        "A string of ISO 7185 has at least one character (6.1.7). The dialect's strings (--std procvm) may be empty.");

    public static readonly DiagnosticDescriptor UnknownDirective = Warning("PAS012", "the directive ${0} is unknown and ignored",
        "Known directives: R, Q, I, B with + or - (several may follow each other: {$R-,Q-}), I or include with a file name, define, undef, "
        + "ifdef, ifndef, ifopt, if, elseif, else, endif, push, pop, error, warning, message. Others of Turbo and Free Pascal that only tune "
        + "their compilers are accepted without a word.");

    public static readonly DiagnosticDescriptor MalformedDirective = Error("PAS013", "the directive ${0} needs {1}",
        "A switch is followed by + or - ({$R-}) or, with its long name, by on or off ({$rangechecks off}). {$define}, {$undef}, {$ifdef} and "
        + "{$ifndef} take a name. {$if} takes a condition made of defined(name), not, and, or, true, false and parentheses.");

    public static readonly DiagnosticDescriptor IncludeNotFound = Error("PAS014", "cannot read the include file '{0}'",
        "{$I name} puts a file's text in its place. The name is looked up beside the file that names it. {$I+} and {$I-} are switches and "
        + "take no space before the sign.");

    public static readonly DiagnosticDescriptor IncludeCycle = Error("PAS015", "'{0}' includes itself",
        "The file is being included already, by the files that led here; including it once more would never end.");

    public static readonly DiagnosticDescriptor IncludeBound = Error("PAS016", "{0}",
        "Include files nest 32 deep at most, and all that one program includes is 10,000 files and 64 MiB of text at most.");

    public static readonly DiagnosticDescriptor ConditionalWithoutStart = Error("PAS017", "${0} without an $ifdef before it",
        "{$else}, {$elseif} and {$endif} belong to an {$ifdef}, {$ifndef}, {$ifopt} or {$if} earlier in the same file; after {$else} only {$endif} may "
        + "come.");

    public static readonly DiagnosticDescriptor ConditionalWithoutEnd = Error("PAS018", "this ${0} has no $endif",
        "A conditional ends with {$endif} in the file where it began.");

    public static readonly DiagnosticDescriptor UserError = Error("PAS019", "{0}",
        "The program itself asked for this error with {$error}, {$fatal} or {$stop}.");

    public static readonly DiagnosticDescriptor UserWarning = Warning("PAS020", "{0}",
        "The program itself asked for this message with {$warning}, {$message}, {$hint}, {$note} or {$info}.");

    public static readonly DiagnosticDescriptor Underscore = Error("PAS021", "ISO 7185 has no underscores in names",
        "A name of ISO 7185 consists of letters and digits (6.1.3). The dialect (--std procvm) allows underscores.");

    private static DiagnosticDescriptor[] TokensMessages =>
    [
        UnexpectedCharacter, UnterminatedComment, UnterminatedString, MalformedNumber, NumberTooLarge, NumberRunsOn,
        CharacterCode, ForeignOperator, DoubleQuotes, NotInIso, EmptyString, UnknownDirective, MalformedDirective,
        IncludeNotFound, IncludeCycle, IncludeBound, ConditionalWithoutStart, ConditionalWithoutEnd, UserError,
        UserWarning, Underscore,
    ];
}
