using ProcVM.Module;
using ProcVM.Runtime;
using ProcVM.Runtime.Tiers;

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

    /// <summary>Instructions that the programs executed, each run once.</summary>
    public long Instructions { get; internal set; }

    /// <summary>Programs that ran too long for the reference machine.</summary>
    public int TooLong { get; internal set; }

    /// <summary>Runs that were compared.</summary>
    public long Runs => _settings.Values.Sum(setting => (long)setting.Runs);

    /// <summary>Runs that did something else than the reference machine, or no compiling where there was something to compile.</summary>
    public int Differences { get; internal set; }

    /// <summary>How programs ended, and how often.</summary>
    public IReadOnlyDictionary<string, int> Ends => _ends;

    /// <summary>Functions that a tier compiled in the runs of a setting and its kin.</summary>
    public long FunctionsCompiled(string setting, string tier) =>
        _settings.Where(pair => IsOf(pair.Key, setting)).Sum(pair => pair.Value.Compiled.GetValueOrDefault(tier).Functions);

    /// <summary>Loops that were running in the interpreter and went on in a tier.</summary>
    public long EntriesCompiled(string setting, string tier) =>
        _settings.Where(pair => IsOf(pair.Key, setting)).Sum(pair => pair.Value.Compiled.GetValueOrDefault(tier).Entries);

    /// <summary>One table.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"programs      {Programs,10}   all verified; {TooLong} too long to compare; {Instructions / Math.Max(1, Programs - TooLong)} instructions each");
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
            output.Write($"{name,-16} {setting.Runs,8} runs;");
            foreach ((string tier, (long functions, long entries)) in setting.Compiled)
            {
                output.Write($" {tier} {functions,8} functions {entries,7} loops");
            }

            output.WriteLine();
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
        foreach (TierStatistics tier in statistics.Tiers ?? [])
        {
            (long functions, long entries) = setting.Compiled.GetValueOrDefault(tier.Name);
            setting.Compiled[tier.Name] = (functions + tier.Functions, entries + tier.Loops);
        }
    }

    private static bool IsOf(string setting, string tier) => setting == tier || setting.StartsWith(tier + " ", StringComparison.Ordinal);

    private sealed class Setting
    {
        internal int Runs;
        internal readonly SortedDictionary<string, (long Functions, long Entries)> Compiled = new(StringComparer.Ordinal);
    }
}
