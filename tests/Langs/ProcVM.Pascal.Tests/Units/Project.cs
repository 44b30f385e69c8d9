using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module;

namespace ProcVM.Pascal.Tests.Units;

/// <summary>Sources and compiled units as they lie in one folder, in memory.</summary>
internal sealed class Project : IPascalSources
{
    private readonly Dictionary<string, (string Text, DateTime Written)> _sources = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, UnitFile> _compiled = new(StringComparer.OrdinalIgnoreCase);
    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    internal Project(params (string Name, string Text)[] sources)
    {
        foreach ((string name, string text) in sources)
        {
            Write(name, text);
        }
    }

    /// <summary>The files that were read, in order.</summary>
    internal List<string> Reads { get; } = [];

    /// <summary>Compiles a source that must have no errors.</summary>
    internal PcodeModule Module(string name)
    {
        LoadResult<PcodeModule> result = Compile(name);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Value;
    }

    internal LoadResult<PcodeModule> Compile(string name)
    {
        Reads.Clear();
        return PascalCompiler.Compile(new SourceText(name, _sources[name].Text), new PascalOptions(PascalStandard.ProcVM), this);
    }

    /// <summary>Compiles units to files, in order.</summary>
    internal Project Build(params string[] units)
    {
        foreach (string unit in units)
        {
            byte[] bytes = ModuleWriter.ToArray(Module(unit + ".pas"));
            _now += TimeSpan.FromSeconds(1);
            _compiled[unit + ".pcode"] = new UnitFile(unit + ".pcode", bytes, _now);
        }

        return this;
    }

    internal Project Write(string name, string text)
    {
        _now += TimeSpan.FromSeconds(1);
        _sources[name] = (text, _now);
        return this;
    }

    internal Project Put(string name, byte[] bytes)
    {
        _compiled[name] = new UnitFile(name, bytes, _now += TimeSpan.FromSeconds(1));
        return this;
    }

    internal Project Touch(string name) => Write(name, _sources[name].Text);

    internal Project Delete(string name)
    {
        _sources.Remove(name);
        _compiled.Remove(name);
        return this;
    }

    internal byte[] Bytes(string name) => _compiled[name].Bytes.ToArray();

    /// <summary>What the program writes, and the trap it ends with.</summary>
    internal string Run(string name)
    {
        PascalOutcome outcome = PascalRun.Run(Module(name), [], "");
        return outcome.Output + (outcome.Run!.Trap is { } trap ? trap.Kind + Frames(trap) : "");
    }

    internal static string Frames(Runtime.Trap trap) =>
        string.Concat(trap.Frames.Select(frame => $" {frame.Function}@{frame.File}:{frame.Line}"));

    /// <summary>The codes of the errors.</summary>
    internal string Errors(string name) => string.Join(' ', Compile(name).Diagnostics.Where(d => d.IsError).Select(d => d.Descriptor.Code));

    public SourceText? Find(string name, SourceText from)
    {
        if (!_sources.TryGetValue(name, out (string Text, DateTime Written) file))
        {
            return null;
        }

        Reads.Add(name);
        return new SourceText(name, file.Text);
    }

    public UnitFile? FindUnit(string name, SourceText from) => _compiled.GetValueOrDefault(name);

    public SourceFile? Locate(string name, SourceText from) =>
        _sources.TryGetValue(name, out (string Text, DateTime Written) file) ? new SourceFile(name, file.Written) : null;
}
