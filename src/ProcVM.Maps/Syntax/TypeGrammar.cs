using ProcVM.Maps.Model;
using Sprache;

namespace ProcVM.Maps.Syntax;

/// <summary>Types, parameters and results.</summary>
internal static class TypeGrammar
{
    private static readonly Parser<MapFactor> s_factor =
        Tokens.Number.Select(static number => new MapFactor(null, false, number))
        .Or(from name in Tokens.Name
            from pointee in Tokens.Mark("^").Optional()
            select new MapFactor(name, pointee.IsDefined, 0));

    private static readonly Parser<MapLength> s_length =
        from factors in s_factor.DelimitedBy(Tokens.Mark("*"))
        from plus in (from mark in Tokens.Mark("+") from number in Tokens.Number select number).Optional()
        from used in (from mark in Tokens.Mark(",") from word in Tokens.Word("used") from factor in s_factor select factor).Optional()
        select new MapLength(MapList.From(factors), plus.GetOrElse(0), used.IsDefined ? used.Get() : null);

    private static readonly Parser<MapCallback> s_callback =
        from open in Tokens.Mark("(")
        from parameters in Later(() => Parameters!)
        from close in Tokens.Mark(")")
        from result in (from colon in Tokens.Mark(":") from result in Later(() => Type!) select result).Optional()
        select new MapCallback(parameters, result.GetOrDefault());

    /// <summary>A type, with its length in brackets or a guest function's signature.</summary>
    public static readonly Parser<MapType> Type =
        (from word in Tokens.Word("callback")
         from callback in s_callback
         select new MapType("callback", null, callback))
        .Or(from name in Tokens.TypeName
            from length in (from open in Tokens.Mark("[") from length in s_length from close in Tokens.Mark("]") select length).Optional()
            select new MapType(name, length.GetOrDefault()));

    private static readonly Parser<MapDirection> s_direction =
        Tokens.Words(("inout", MapDirection.InOut), ("in", MapDirection.In), ("out", MapDirection.Out));

    /// <summary>A register, or a pair of them: "ds:dx".</summary>
    public static readonly Parser<string> Location =
        from registers in Tokens.Name.DelimitedBy(Tokens.Mark(":"))
        select string.Join(':', registers);

    // Were "in" a name, "al in u8" could be read in two ways.
    private static readonly Parser<MapParameter> s_named =
        from name in Tokens.Name.Except(s_direction)
        from direction in s_direction.Optional()
        from type in Type
        from optional in Tokens.Mark("?").Optional()
        select new MapParameter(name, direction.GetOrElse(MapDirection.None), type) { Optional = optional.IsDefined };

    /// <summary>Parameters between parentheses, without them.</summary>
    public static readonly Parser<MapList<MapParameter>> Parameters =
        from parameters in WithPlace(s_named).DelimitedBy(Tokens.Mark(",")).Optional()
        select MapList.From(parameters.GetOrElse([]));

    /// <summary>Parameters that may say which register carries each.</summary>
    public static readonly Parser<MapList<MapParameter>> LocatedParameters =
        from parameters in WithPlace(
            (from location in Location
             from parameter in s_named
             select parameter with { Location = location })
            .Or(s_named)).DelimitedBy(Tokens.Mark(",")).Optional()
        select MapList.From(parameters.GetOrElse([]));

    /// <summary>What follows the parentheses: a type, or nothing.</summary>
    public static readonly Parser<MapList<MapResult>> Results =
        from type in Type.Optional()
        select type.IsDefined ? MapList.Of([new MapResult(null, type.Get())]) : [];

    /// <summary>What follows the parentheses where each result may say its register.</summary>
    public static readonly Parser<MapList<MapResult>> LocatedResults =
        (from results in (from location in Location
                          from mark in Tokens.Mark("=").Except(Tokens.Mark("=>"))
                          from type in Type
                          select new MapResult(location, type)).DelimitedBy(Tokens.Mark(","))
         select MapList.From(results))
        .Or(Results);

    /// <summary>A parser that is made later. (Sprache's own Ref throws when it fails twice at one place, which is no error
    /// where two alternatives begin alike.)</summary>
    private static Parser<T> Later<T>(Func<Parser<T>> parser) => input => parser()(input);

    private static Parser<MapParameter> WithPlace(Parser<MapParameter> parser) =>
        parser.Placed().Select(static placed => placed.Value with { Place = placed.Place });
}
