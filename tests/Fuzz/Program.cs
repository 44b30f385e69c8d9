using System.Globalization;
using ProcVM.Fuzz;
using ProcVM.Fuzz.Modules;
using ProcVM.Fuzz.Sources;
using ProcVM.Fuzz.Tiers;

// procvm-fuzz VERB N [SEED]: each verb makes N inputs from the seed, feeds them to a part of ProcVM and prints what became of
// them. A hang ends it with the input's number, which the same seed makes
// again; a crash is counted and its input kept.
if (args.Length < 2 || !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
{
    Console.Error.WriteLine("usage: ProcVM.Fuzz modules|sources|tiers N [SEED]");
    return 2;
}

int seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
switch (args[0])
{
    case "modules":
        ModuleTiers others = new(cilShare: 8, llvmShare: 64);
        ModuleFuzzer fuzzer = new(seed) { RunElsewhere = others.Run };
        LargeStack.Run(() => fuzzer.Run(count, Console.Out));
        others.Print(Console.Out);
        return fuzzer.Report.ReachesGoals ? 0 : 1;
    case "sources":
        SourceFuzzer sources = new(seed, Repository.At("tests/Conformance/pascal"), Repository.At("langs/pascal/samples"));
        sources.Run(count, Console.Out);
        return sources.Report.ReachesGoals ? 0 : 1;
    case "tiers":
        TierFuzzer tiers = new(seed) { IsThorough = count == 1 };
        tiers.Run(count, Console.Out);
        return tiers.Report.Differences == 0 ? 0 : 1;
    default:
        Console.Error.WriteLine($"unknown verb '{args[0]}'; there are: modules, sources, tiers");
        return 2;
}
