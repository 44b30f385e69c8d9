using ProcVM.Maps.Model;
using Sprache;

namespace ProcVM.Maps.Syntax;

/// <summary>Declarations other than calls.</summary>
internal static class DeclarationGrammar
{
    private static readonly Parser<MapUnknown> s_unknown =
        from arrow in Tokens.Mark("=>")
        from parts in (from report in Tokens.Word("report") from once in Tokens.Word("once") select new MapUnknown(null, null, true))
            .Or(from word in Tokens.Word("return") from value in Tokens.Value select new MapUnknown(null, value, false))
            .Or(from error in Tokens.Name select new MapUnknown(error, null, false))
            .DelimitedBy(Tokens.Mark(","))
        select parts.Aggregate(static (whole, part) =>
            new MapUnknown(whole.Error ?? part.Error, whole.Result ?? part.Result, whole.ReportOnce || part.ReportOnce));

    private static readonly Parser<MapTrigger> s_trigger =
        (from word in Tokens.Word("int") from vector in Tokens.Number select new MapTrigger("int", (int)Math.Clamp(vector, -1, 256)))
        .Or(from word in Tokens.Word("import") from module in Tokens.Text select new MapTrigger("import", Module: module))
        .Or(Tokens.Words(("syscall", "syscall"), ("sysenter", "sysenter"), ("libcall", "libcall")).Select(static word => new MapTrigger(word)));

    private static readonly Parser<string> s_settingName = Tokens.Words(
        ("number", "number"), ("select", "select"), ("args", "args"), ("result", "result"), ("error", "error"), ("convention", "convention"));

    private static readonly Parser<string> s_settingWord =
        (from minus in Tokens.Mark("-") from name in Tokens.Name select "-" + name).Or(Tokens.Name.Except(s_settingName));

    private static readonly Parser<MapSetting> s_setting =
        from name in s_settingName
        from words in s_settingWord.Many()
        from separator in Tokens.Mark(";").Optional()
        select new MapSetting(name, MapList.From(words));

    private static readonly Parser<MapGate> s_gate =
        from word in Tokens.Word("gate")
        from triggers in s_trigger.DelimitedBy(Tokens.Mark(","))
        from settings in (from open in Tokens.Mark("{")
                          from list in s_setting.Many()
                          from close in Tokens.Mark("}")
                          select list).Optional()
        select new MapGate(MapList.From(triggers), MapList.From(settings.GetOrElse([])));

    private static readonly Parser<Func<MapPersonality, MapPersonality>> s_property =
        (from word in Tokens.Word("cpu") from cpu in Tokens.HyphenName select Change(whole => whole with { Cpu = cpu }))
        .Or(from word in Tokens.Word("pointer") from size in Tokens.Number select Change(whole => whole with { Pointer = Small(size) }))
        .Or(from word in Tokens.Word("long") from size in Tokens.Number select Change(whole => whole with { Long = Small(size) }))
        .Or(from word in Tokens.Word("align") from size in Tokens.Number select Change(whole => whole with { MaxAlign = Small(size) }))
        .Or(from gate in s_gate.Placed()
            select Change(whole => whole with { Gates = [.. whole.Gates, gate.Value with { Place = gate.Place }] }))
        .Or(from word in Tokens.Word("unknown") from unknown in s_unknown select Change(whole => whole with { Unknown = unknown }));

    /// <summary>personality name [: parent] { … }</summary>
    public static readonly Parser<MapDeclaration> Personality =
        from word in Tokens.Word("personality")
        from name in Tokens.HyphenName
        from parent in (from colon in Tokens.Mark(":") from parent in Tokens.HyphenName select parent).Optional()
        from open in Tokens.Mark("{")
        from changes in (from change in s_property from separator in Tokens.Mark(";").Optional() select change).Many()
        from close in Tokens.Mark("}")
        select changes.Aggregate(new MapPersonality(name, parent.GetOrDefault(), [], null), static (whole, change) => change(whole));

    /// <summary>type name = type [format]</summary>
    public static readonly Parser<MapDeclaration> Alias =
        from word in Tokens.Word("type")
        from name in Tokens.Name
        from mark in Tokens.Mark("=")
        from type in TypeGrammar.Type
        from format in Tokens.Words(("hex", "hex"), ("octal", "octal"), ("decimal", "decimal"), ("char", "char")).Optional()
        select new MapAlias(name, type, format.GetOrDefault());

    private static readonly Parser<MapMember> s_member =
        from name in Tokens.Name.Except(Tokens.Word("mask"))
        from value in Tokens.Number
        from separator in Tokens.Mark(",").Optional()
        select new MapMember(name, value);

    private static readonly Parser<MapMaskGroup> s_group =
        from word in Tokens.Word("mask")
        from mask in Tokens.Number
        from open in Tokens.Mark("{")
        from members in s_member.AtLeastOnce()
        from close in Tokens.Mark("}")
        select new MapMaskGroup(mask, MapList.From(members));

    /// <summary>enum name [: type] { … } and flags name [: type] { … [mask bits { … }] }</summary>
    public static readonly Parser<MapDeclaration> Enum =
        from isFlags in Tokens.Words(("flags", true), ("enum", false))
        from name in Tokens.Name
        from underlying in (from colon in Tokens.Mark(":") from type in Tokens.Name select type).Optional()
        from open in Tokens.Mark("{")
        from members in s_member.Many()
        from groups in s_group.Many()
        from close in Tokens.Mark("}")
        select new MapEnum(name, isFlags, underlying.GetOrElse("u32"), MapList.From(members), MapList.From(groups));

    private static readonly Parser<MapField> s_field =
        from name in Tokens.Name
        from type in TypeGrammar.Type
        from offset in (from mark in Tokens.Mark("@") from number in Tokens.Number select (long?)number).Optional()
        from separator in Tokens.Mark(";").Optional()
        select new MapField(name, type, offset.GetOrDefault());

    private static readonly Parser<MapList<MapNumber>> s_sizes =
        from word in Tokens.Word("size")
        from sizes in Tokens.Number.Select(static size => MapList.Of([new MapNumber(null, size)]))
            .Or((from personality in Tokens.HyphenName from size in Tokens.Number select new MapNumber(personality, size))
                .DelimitedBy(Tokens.Mark(",")).Select(MapList.From))
        select sizes;

    /// <summary>struct name [as other] [packed] [align n] [size n] { … } and union likewise.</summary>
    public static readonly Parser<MapDeclaration> Struct =
        from isUnion in Tokens.Words(("struct", false), ("union", true))
        from name in Tokens.Name
        from layout in (from word in Tokens.Word("as") from other in Tokens.Name select other).Optional()
        from packed in Tokens.Word("packed").Optional()
        from align in (from word in Tokens.Word("align") from number in Tokens.Number select (int?)Small(number)).Optional()
        from sizes in s_sizes.Optional()
        from open in Tokens.Mark("{")
        from fields in s_field.Placed().Many()
        from close in Tokens.Mark("}")
        select new MapStruct(name, isUnion, MapList.From(fields.Select(static field => field.Value with { Place = field.Place })))
        {
            LayoutOf = layout.GetOrDefault(),
            Packed = packed.IsDefined,
            Align = align.GetOrDefault(),
            Sizes = sizes.GetOrElse([]),
        };

    /// <summary>fn name[{A,W}] [@ordinal] = library.export</summary>
    public static readonly Parser<MapDeclaration> Forward =
        from word in Tokens.Word("fn")
        from name in CallGrammar.ExportName
        from wide in CallGrammar.WidePair
        from ordinal in CallGrammar.Ordinal
        from mark in Tokens.Mark("=")
        from library in Tokens.Name.Or(Tokens.Text)
        from dot in Tokens.Mark(".")
        from export in CallGrammar.ExportName
        select new MapForward(name, ordinal, wide, library, export);

    /// <summary>data name [@ordinal] type [= value] [=> handler]</summary>
    public static readonly Parser<MapDeclaration> Data =
        from word in Tokens.Word("data")
        from name in CallGrammar.ExportName
        from ordinal in CallGrammar.Ordinal
        from type in TypeGrammar.Type
        from value in (from mark in Tokens.Mark("=").Except(Tokens.Mark("=>")) from value in Tokens.Value select value).Optional()
        from target in CallGrammar.Target.Optional()
        select new MapData(name, ordinal, type, value.GetOrDefault(), target.GetOrDefault());

    /// <summary>The head of a library: its name, and the library it is another name for or the brace that opens its exports.</summary>
    public static readonly Parser<MapLibrary> Library =
        from word in Tokens.Word("dll")
        from name in Tokens.LibraryName
        from same in (from mark in Tokens.Mark("=") from same in Tokens.LibraryName select same)
            .Or(Tokens.Mark("{").Return((string?)null))
        select new MapLibrary(name, same, [], null);

    /// <summary>Any declaration but a library.</summary>
    public static readonly Parser<MapDeclaration> Any =
        Personality.Or(Alias).Or(Enum).Or(Struct).Or(CallGrammar.Copy).Or(CallGrammar.Call).Or(CallGrammar.Interrupt);

    /// <summary>A row inside a library: an export, the default, the brace at the end, or one of these and the brace.</summary>
    public static readonly Parser<(MapDeclaration? Export, MapUnknown? Default, bool Ends)> ExportRow =
        from export in Forward.Or(CallGrammar.Function).Or(Data).Optional()
        from unknown in (from word in Tokens.Word("default") from unknown in s_unknown select unknown).Optional()
        from close in Tokens.Mark("}").Optional()
        where export.IsDefined || unknown.IsDefined || close.IsDefined
        select (export.GetOrDefault(), unknown.GetOrDefault(), close.IsDefined);

    private static Func<MapPersonality, MapPersonality> Change(Func<MapPersonality, MapPersonality> change) => change;

    private static int Small(long number) => (int)Math.Clamp(number, -1, 1 << 20);
}
