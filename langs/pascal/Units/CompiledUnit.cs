using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Units;

/// <summary>A unit that was compiled separately: its code, and what its section <see cref="Section"/> says
/// (langs/pascal/UNITS.md describes the bytes).</summary>
internal sealed class CompiledUnit
{
    /// <summary>The custom section's name, by which a module is known to be a unit.</summary>
    internal const string Section = "pascal.unit";

    private const uint Version = 1;
    private const int MostSources = 10_001;

    internal required string Name { get; init; }

    /// <summary>The file it came from.</summary>
    internal required UnitFile File { get; init; }

    /// <summary>The source it was compiled from, and after it the files that were included, by their paths from the source's folder.</summary>
    internal required (string Path, UnitHash Hash)[] Sources { get; init; }

    /// <summary>The units it uses, in the order of the clauses.</summary>
    internal required UnitUse[] Uses { get; init; }

    /// <summary>The description of its interface, yet to be read.</summary>
    internal required ReadOnlyMemory<byte> Interface { get; init; }

    /// <summary>What else its code depends on.</summary>
    internal required UnitSettings Settings { get; init; }

    internal required PcodeModule Module { get; init; }

    /// <summary>The name of the unit that a module is; null for a module without the section.</summary>
    internal static string? NameOf(PcodeModule module)
    {
        int place = Array.FindIndex(module.Customs, custom => custom.Name == Section);
        if (place < 0)
        {
            return null;
        }

        UnitBytes bytes = new(module.Customs[place].Bytes);
        bytes.U32("the version");
        string name = bytes.Name("the unit's name");
        return bytes.Failed ? "?" : name;
    }

    /// <summary>Reads a compiled unit; null, and what is wrong, for anything else.</summary>
    internal static CompiledUnit? Read(UnitFile file, out string? error)
    {
        LoadResult<PcodeModule> read = ModuleReader.Read(file.Bytes, file.Path);
        if (!read.Succeeded)
        {
            error = read.Diagnostics[0].Message;
            return null;
        }

        int place = Array.FindIndex(read.Value.Customs, custom => custom.Name == Section);
        if (place < 0)
        {
            error = "it has no interface";
            return null;
        }

        UnitBytes bytes = new(read.Value.Customs[place].Bytes);
        CompiledUnit? unit = Read(file, read.Value, bytes);
        error = bytes.Error;
        return unit;
    }

    /// <summary>The section's bytes.</summary>
    internal static ReadOnlyMemory<byte> Describe(
        string name, UnitSettings settings, IReadOnlyList<(string Path, UnitHash Hash)> sources, IReadOnlyList<UnitUse> uses, UnitInterface described)
    {
        CodeBuffer to = new();
        to.WriteU32(Version);
        to.WriteText(name);
        to.WriteByte((byte)settings.Standard);
        to.WriteByte((byte)settings.Switches);
        to.WriteText(settings.Symbols);
        to.WriteU32((uint)sources.Count);
        foreach ((string path, UnitHash hash) in sources)
        {
            to.WriteText(path);
            hash.Write(to);
        }

        to.WriteU32((uint)uses.Count);
        foreach (UnitUse use in uses)
        {
            to.WriteText(use.Name);
            to.WriteText(use.Path ?? "");
            to.WriteFlag(use.IsInInterface);
            use.Hash.Write(to);
        }

        to.WriteVector(described.Bytes.Span);
        return to.Written.ToArray();
    }

    private static CompiledUnit? Read(UnitFile file, PcodeModule module, UnitBytes bytes)
    {
        uint version = bytes.U32("the version");
        if (version != Version)
        {
            bytes.Fail($"its version is {version}; this ProcVM reads {Version}");
        }

        string name = bytes.Name("the unit's name");
        UnitSettings settings = new((PascalStandard)bytes.U8("the standard"), (CompilerSwitches)bytes.U8("the switches"), bytes.Text("symbols"));
        (string, UnitHash)[] sources = new (string, UnitHash)[Math.Min(bytes.Count("the number of sources"), MostSources)];
        for (int i = 0; i < sources.Length && !bytes.Failed; i++)
        {
            sources[i] = (bytes.Text("a source's path"), UnitHash.Read(bytes, "a source's hash"));
        }

        UnitUse[] uses = new UnitUse[bytes.Count("the number of used units")];
        for (int i = 0; i < uses.Length && !bytes.Failed; i++)
        {
            string used = bytes.Name("a used unit");
            string path = bytes.Text("a used unit's file");
            uses[i] = new UnitUse(used, path.Length == 0 ? null : path, bytes.Flag("in the interface"), UnitHash.Read(bytes, "an interface's hash"));
        }

        ReadOnlyMemory<byte> description = bytes.Bytes("the interface");
        bytes.Finish();
        return bytes.Failed ? null : new CompiledUnit
        {
            Name = name,
            File = file,
            Sources = sources,
            Uses = uses,
            Interface = description,
            Settings = settings,
            Module = module,
        };
    }
}

/// <summary>A unit in a uses clause of a compiled unit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The file that <c>in</c> names; null without.</param>
/// <param name="IsInInterface">The clause is the interface's.</param>
/// <param name="Hash">The interface that was there when the unit was compiled.</param>
internal readonly record struct UnitUse(string Name, string? Path, bool IsInInterface, UnitHash Hash);

/// <summary>What a unit's code depends on besides its sources.</summary>
/// <param name="Standard">The language.</param>
/// <param name="Switches">The switches in force where the source begins.</param>
/// <param name="Symbols">The names defined there, in order, one a line.</param>
internal readonly record struct UnitSettings(PascalStandard Standard, CompilerSwitches Switches, string Symbols)
{
    internal static UnitSettings Of(PascalOptions options) =>
        new(options.Standard, options.Switches, string.Join('\n', options.Symbols.Order(StringComparer.Ordinal)));
}
