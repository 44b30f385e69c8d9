using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tests;

/// <summary>Makes maps that the grammar can say; they needn't make sense.</summary>
internal sealed class MapGenerator(int seed)
{
    private static readonly string[] s_names = ["a", "b", "count", "fd", "in_", "x86", "_", "report", "mask1", "outer", "once", "size", "call", "int", "dll"];
    private static readonly string[] s_registers = ["ah", "al", "bx", "ds", "edx"];
    private readonly Random _random = new(seed);

    public MapFile Generate() => new(List(0, 6, Declaration));

    private MapDeclaration Declaration() => _random.Next(8) switch
    {
        0 => new MapPersonality(Name(), Maybe(Name), List(0, 3, Gate), Maybe(Unknown)) { Cpu = Maybe(() => "x86-32"), Pointer = Number(9), MaxAlign = Number(9), Long = Number(9) },
        1 => new MapAlias(Name(), Type(0), Maybe(() => One("hex", "octal", "decimal", "char"))),
        2 => new MapEnum(Name(), Coin(), Name(), List(0, 4, Member), List(0, 2, () => new MapMaskGroup(_random.Next(16), List(1, 3, Member)))),
        3 => Struct(),
        4 => Call(Coin() ? new MapNameKey() : Numbers(), false),
        6 => new MapCopy(Name(), Numbers(), One("linux-amd64", "p"), Maybe(Name), List(0, 2, () => Parameter(false, 0)), List(0, 2, Name)),
        5 => Call(new MapInterruptKey(_random.Next(256), List(0, 2, () => new MapSelection(One(s_registers), _random.Next(300)))), true),
        _ => Coin()
            ? new MapLibrary("a.dll", "b-c.dll", [], null)
            : new MapLibrary("kernel32.dll", null, List(0, 4, Export), Maybe(Unknown)),
    };

    private MapDeclaration Export() => _random.Next(3) switch
    {
        0 => new MapForward(ExportName(), Number(65535), Coin(), Coin() ? "ntdll" : "a-b", ExportName()),
        1 => new MapData(ExportName(), Number(65535), Type(0), Maybe(Value), Maybe(Target)),
        _ => Call(new MapExportKey(Number(65535), Coin()), false) with { Name = ExportName() },
    };

    private MapCall Call(MapKey key, bool located)
    {
        bool noReturn = Coin();
        return new MapCall(
            Name(),
            key,
            List(0, 3, () => Parameter(located, 0)),
            noReturn ? [] : located && Coin() ? List(1, 2, () => new MapResult(One(s_registers), Type(0))) : List(0, 1, () => new MapResult(null, Type(0))),
            Maybe(Target),
            Support())
        {
            NoReturn = noReturn,
            Varargs = Coin(),
            Blocking = Coin(),
            Restart = (MapRestart)_random.Next(5),
            Fail = Maybe(Value),
            Since = Maybe(() => "2.11"),
            Convention = Maybe(() => "cdecl"),
            Variant = Maybe(() => new MapVariant(Name(), List(1, 3, Case))),
        };
    }

    private MapCase Case() =>
        new(Coin() ? "*" : Value(), List(0, 2, () => Parameter(false, 0)), Maybe(() => Type(0)), Target(), Support());

    private MapParameter Parameter(bool located, int depth) =>
        new(Name(), (MapDirection)_random.Next(4), Type(depth))
        {
            Location = located && Coin() ? One("ds:dx", "al") : null,
            Optional = Coin(),
        };

    private MapType Type(int depth) => _random.Next(6) switch
    {
        0 when depth < 2 => new MapType("callback", null, new MapCallback(List(0, 2, () => Parameter(false, depth + 1)), Maybe(() => Type(depth + 1)))),
        1 or 2 => new MapType(Name(), new MapLength(List(1, 3, Factor), _random.Next(3), Coin() ? Factor() : null)),
        _ => new MapType(Name()),
    };

    private MapFactor Factor() => Coin() ? new MapFactor(Name(), Coin(), 0) : new MapFactor(null, false, _random.Next(100));

    private MapTarget Target() => _random.Next(3) switch
    {
        0 => new MapErrorTarget("E" + Name()),
        1 => new MapReturnTarget(Value()),
        _ => new MapHandler(Name(), Name(), List(0, 2, () => new MapArgument(Name(), Value()))),
    };

    private MapSupport Support()
    {
        SupportLevel level = (SupportLevel)_random.Next(4);
        return new MapSupport(level, level == SupportLevel.Unstated ? null : Maybe(() => One("", "a \"quoted\" note", "back\\slash\\", "# no comment {([")));
    }

    private MapUnknown Unknown() => _random.Next(3) switch
    {
        0 => new MapUnknown("E" + Name(), null, Coin()),
        1 => new MapUnknown(Maybe(() => "E1"), Value(), Coin()),
        _ => new MapUnknown(null, null, true),
    };

    private MapGate Gate() => new(
        List(1, 2, () => _random.Next(3) switch
        {
            0 => new MapTrigger("int", _random.Next(256)),
            1 => new MapTrigger("import", Module: One("", "a b", "\"")),
            _ => new MapTrigger(One("syscall", "sysenter", "libcall")),
        }),
        List(0, 3, () => new MapSetting(One("number", "select", "args", "result", "error"), List(0, 3, () => One("eax", "ebx", "-errno", "carry")))));

    private MapStruct Struct() => new(Name(), Coin(), List(0, 4, () => new MapField(Name(), Type(0), Number(100))))
    {
        LayoutOf = Maybe(Name),
        Packed = Coin(),
        Align = Number(64),
        Sizes = _random.Next(3) switch
        {
            0 => [],
            1 => [new MapNumber(null, _random.Next(99))],
            _ => List(1, 3, () => new MapNumber(One("linux-i386", "p"), _random.Next(99))),
        },
    };

    private MapNumberKey Numbers() => Coin()
        ? new MapNumberKey([new MapNumber(null, _random.Next(-5, 500))])
        : new MapNumberKey(List(1, 3, () => new MapNumber(One("linux-i386", "p"), _random.NextInt64())));

    private MapMember Member() => new(Name(), _random.NextInt64(long.MinValue, long.MaxValue));

    private string Value() => Coin() ? "V_" + Name() : _random.Next(-10, 1000).ToString();

    private string Name() => One(s_names);

    private string ExportName() => Coin() ? Name() : One("??2@YAPAXI@Z", "_", "x y", "\\");

    private int? Number(int most) => Coin() ? _random.Next(most) : null;

    private T? Maybe<T>(Func<T> make)
        where T : class => Coin() ? make() : null;

    private bool Coin() => _random.Next(2) == 0;

    private string One(params string[] choices) => choices[_random.Next(choices.Length)];

    private MapList<T> List<T>(int least, int most, Func<T> make) =>
        MapList.From(Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make()).ToArray());
}
