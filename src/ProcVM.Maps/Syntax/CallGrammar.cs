using ProcVM.Maps.Model;
using Sprache;

namespace ProcVM.Maps.Syntax;

/// <summary>Rows that describe a call.</summary>
internal static class CallGrammar
{
    private static readonly Parser<MapList<MapArgument>> s_fixed =
        from open in Tokens.Mark("(")
        from arguments in (from name in Tokens.Name
                           from mark in Tokens.Mark("=")
                           from value in Tokens.Value
                           select new MapArgument(name, value)).DelimitedBy(Tokens.Mark(","))
        from close in Tokens.Mark(")")
        select MapList.From(arguments);

    private static readonly Parser<MapTarget> s_target =
        (from word in Tokens.Word("return") from value in Tokens.Value select (MapTarget)new MapReturnTarget(value))
        .Or(from type in Tokens.Name
            from dot in Tokens.Mark(".")
            from method in Tokens.Name
            from arguments in s_fixed.Optional()
            select (MapTarget)new MapHandler(type, method, arguments.GetOrElse([])))
        .Or(from error in Tokens.Name select (MapTarget)new MapErrorTarget(error));

    /// <summary>"=>" and what serves the call.</summary>
    public static readonly Parser<MapTarget> Target =
        from arrow in Tokens.Mark("=>")
        from target in s_target.Placed()
        select target.Value with { Place = target.Place };

    /// <summary>"full", "partial" with its note, "none" with a note perhaps.</summary>
    public static readonly Parser<MapSupport> Support =
        (from level in Tokens.Words(("full", SupportLevel.Full), ("partial", SupportLevel.Partial), ("none", SupportLevel.None))
         from note in Tokens.Text.Optional()
         select new MapSupport(level, note.GetOrDefault())).Optional()
        .Select(static support => support.GetOrElse(default));

    private static readonly Parser<MapCase> s_case =
        from value in Tokens.Mark("*").Or(Tokens.Value)
        from parameters in (from open in Tokens.Mark("(")
                            from list in TypeGrammar.Parameters
                            from close in Tokens.Mark(")")
                            select list).Optional()
        from result in TypeGrammar.Type.Optional()
        from target in Target
        from support in Support
        from separator in Tokens.Mark(";").Optional()
        select new MapCase(value, parameters.GetOrElse([]), result.GetOrDefault(), target, support);

    private static readonly Parser<MapVariant> s_variant =
        from word in Tokens.Word("variant")
        from selector in Tokens.Name
        from open in Tokens.Mark("{")
        from cases in s_case.Placed().AtLeastOnce()
        from close in Tokens.Mark("}")
        select new MapVariant(selector, MapList.From(cases.Select(static one => one.Value with { Place = one.Place })));

    private static readonly Parser<MapRestart> s_restart =
        from word in Tokens.Word("restart")
        from mode in Tokens.Words(("always", MapRestart.Always), ("nohandler", MapRestart.NoHandler), ("remaining", MapRestart.Remaining)).Optional()
        select mode.GetOrElse(MapRestart.Handler);

    /// <summary>The attributes, in the one order they are written in.</summary>
    private static readonly Parser<MapCall> s_tail =
        from convention in (from word in Tokens.Word("convention") from name in Tokens.Name select name).Optional()
        from variant in s_variant.Optional()
        from target in Target.Optional()
        from fail in (from word in Tokens.Word("fail") from value in Tokens.Value select value).Optional()
        from support in Support
        from blocking in Tokens.Word("blocking").Optional()
        from restart in s_restart.Optional()
        from since in (from word in Tokens.Word("since") from version in Tokens.Version select version).Optional()
        select new MapCall("", new MapNameKey(), [], [], target.GetOrDefault(), support)
        {
            Convention = convention.GetOrDefault(),
            Variant = variant.GetOrDefault(),
            Fail = fail.GetOrDefault(),
            Blocking = blocking.IsDefined,
            Restart = restart.GetOrElse(MapRestart.Never),
            Since = since.GetOrDefault(),
        };

    private static readonly Parser<MapKey> s_number =
        (from open in Tokens.Mark("{")
         from numbers in (from personality in Tokens.HyphenName
                          from number in Tokens.Number
                          select new MapNumber(personality, number)).DelimitedBy(Tokens.Mark(","))
         from close in Tokens.Mark("}")
         select (MapKey)new MapNumberKey(MapList.From(numbers)))
        .Or(Tokens.Number.Select(static number => (MapKey)new MapNumberKey([new MapNumber(null, number)])));

    /// <summary>call [number] name(parameters) [result] …</summary>
    public static readonly Parser<MapCall> Call =
        from word in Tokens.Word("call")
        from key in s_number.Optional()
        from name in Tokens.Name
        from call in Signature(TypeGrammar.Parameters, TypeGrammar.Results)
        select call with { Name = name, Key = key.GetOrElse(new MapNameKey()) };

    /// <summary>call number name = personality[.call] [(parameters)] [wide structures]</summary>
    public static readonly Parser<MapDeclaration> Copy =
        from word in Tokens.Word("call")
        from key in s_number
        from name in Tokens.Name
        from mark in Tokens.Mark("=").Except(Tokens.Mark("=>"))
        from personality in Tokens.HyphenName
        from row in (from dot in Tokens.Mark(".") from row in Tokens.Name select row).Optional()
        from parameters in (from open in Tokens.Mark("(")
                            from list in TypeGrammar.Parameters
                            from close in Tokens.Mark(")")
                            select list).Optional()
        from wide in (from word in Tokens.Word("wide") from names in Tokens.Name.DelimitedBy(Tokens.Mark(",")) select names).Optional()
        select new MapCopy(name, key, personality, row.GetOrDefault(), parameters.GetOrElse([]), MapList.From(wide.GetOrElse([])));

    /// <summary>int vector [register=value…] name(parameters) [results] …</summary>
    public static readonly Parser<MapCall> Interrupt =
        from word in Tokens.Word("int")
        from vector in Tokens.Number
        from selections in (from register in Tokens.Name
                            from mark in Tokens.Mark("=")
                            from value in Tokens.Number
                            select new MapSelection(register, value)).Many()
        from name in Tokens.Name
        from call in Signature(TypeGrammar.LocatedParameters, TypeGrammar.LocatedResults)
        select call with { Name = name, Key = new MapInterruptKey((int)Math.Clamp(vector, -1, 256), MapList.From(selections)) };

    /// <summary>fn name[{A,W}] [@ordinal] (parameters) [result] …</summary>
    public static readonly Parser<MapCall> Function =
        from word in Tokens.Word("fn")
        from name in ExportName
        from wide in WidePair
        from ordinal in Ordinal
        from call in Signature(TypeGrammar.Parameters, TypeGrammar.Results)
        select call with { Name = name, Key = new MapExportKey(ordinal, wide) };

    /// <summary>An export's name; in quotes when it isn't a plain name.</summary>
    public static Parser<string> ExportName => Tokens.Name.Or(Tokens.Text);

    /// <summary>"{A,W}": the row stands for two exports.</summary>
    public static Parser<bool> WidePair => Tokens.Mark("{A,W}").Optional().Select(static pair => pair.IsDefined);

    /// <summary>@ and an export's ordinal.</summary>
    public static Parser<int?> Ordinal =>
        (from mark in Tokens.Mark("@") from number in Tokens.Number select (int?)Math.Clamp(number, -1, 65536)).Optional()
        .Select(static ordinal => ordinal.GetOrDefault());

    private static Parser<MapCall> Signature(Parser<MapList<MapParameter>> parameters, Parser<MapList<MapResult>> results) =>
        from open in Tokens.Mark("(")
        from list in parameters
        from varargs in VarargsAfter(list)
        from close in Tokens.Mark(")")
        from noReturn in Tokens.Word("noreturn").Optional()
        from result in noReturn.IsDefined ? Parse.Return<MapList<MapResult>>([]) : results
        from tail in s_tail
        select tail with { Parameters = list, Results = result, Varargs = varargs, NoReturn = noReturn.IsDefined };

    private static Parser<bool> VarargsAfter(MapList<MapParameter> list) =>
        (list.Count == 0 ? Tokens.Mark("...") : from comma in Tokens.Mark(",") from dots in Tokens.Mark("...") select dots)
        .Optional().Select(static dots => dots.IsDefined);
}
