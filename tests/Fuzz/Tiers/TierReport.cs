using ProcVM.Module;
using ProcVM.Runtime;

namespace ProcVM.Fuzz.Tiers;

/// <summary>What became of programs that were run in every tier.</summary>
public sealed class TierReport
{
    private readonly SortedDictionary<string, int> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Setting> _settings = [];

    /// <summary>Programs that executed an instruction.</summary>
    public Dictionary<Opcode, int> Executions { get; } = [];

    /// <summary>Programs made; all of them verify, or the run fails.</summary>
    public int Programs { get; internal set; }

    /// <summary>Programs that ran too long for the reference machine.</summary>
    public int TooLong { get; internal set; }

    /// <summary>Runs that were compared.</summary>
    public long Runs => _settings.Values.Sum(setting => (long)setting.Runs);

    /// <summary>Runs that did something else than the reference machine, or no compiling where there was something to compile.</summary>
    public int Differences { get; internal set; }

    /// <summary>How programs ended, and how often.</summary>
    public IReadOnlyDictionary<string, int> Ends => _ends;

    /// <summary>Functions that a tier compiled.</summary>
    public long FunctionsCompiledBy(string tier) => _settings.Where(pair => IsOf(pair.Key, tier)).Sum(pair => pair.Value.Functions);

    /// <summary>Loops that were running in the interpreter and went on in a tier.</summary>
    public long EntriesCompiledBy(string tier) => _settings.Where(pair => IsOf(pair.Key, tier)).Sum(pair => pair.Value.Entries);

    /// <summary>One table.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"programs      {Programs,10}   all verified; {TooLong} too long to compare");
        foreach ((string end, int count) in _ends)
        {
            output.WriteLine($"  {end,-20} {count,10}");
        }

        List<string> never = [];
        foreach (OpcodeRow row in OpcodeTable.Rows)
        {
            if (row.IsDefined && !Executions.ContainsKey(row.Opcode))
            {
                never.Add(row.Name);
            }
        }

        output.WriteLine($"instructions  {Executions.Count,10}   executed; never: {(never.Count == 0 ? "none" : string.Join(' ', never))}");
        foreach ((string name, Setting setting) in _settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{name,-16} {setting.Runs,8} runs {setting.Functions,10} functions {setting.Entries,8} entries compiled");
        }

        output.WriteLine($"differences   {Differences,10}   in {Runs} runs");
    }

    internal void Executed(IReadOnlySet<Opcode> opcodes)
    {
        foreach (Opcode opcode in opcodes)
        {
            Executions[opcode] = Executions.GetValueOrDefault(opcode) + 1;
        }
    }

    internal void Ended(string how) => _ends[how] = _ends.GetValueOrDefault(how) + 1;

    internal void Ran(string name, RunStatistics statistics)
    {
        Setting setting = _settings.TryGetValue(name, out Setting? known) ? known : _settings[name] = new Setting();
        setting.Runs++;
        setting.Functions += statistics.FunctionsCompiled;
        setting.Entries += statistics.EntriesCompiled;
    }

    private static bool IsOf(string setting, string tier) => setting == tier || setting.StartsWith(tier + " ", StringComparison.Ordinal);

    private sealed class Setting
    {
        internal int Runs;
        internal long Functions;
        internal long Entries;
    }
}
