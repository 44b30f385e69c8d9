using System.Globalization;

namespace ProcVM.Soak;

/// <summary>Says whether something grew between the beginning, after the warm-up, and the end.</summary>
internal sealed class Verdict(List<Sample> samples)
{
    internal const int FewestSamples = 8;

    /// <summary>Prints what grew by how much; true when nothing grew more than it may.</summary>
    public bool Print(TextWriter output)
    {
        // The first half warms up: .NET compiles, its heaps and thread stacks reach their size.
        int quarter = samples.Count / 4;
        if (samples.Count < FewestSamples)
        {
            output.WriteLine($"too short: {samples.Count} samples, at least {FewestSamples} are needed");
            return false;
        }

        List<Sample> before = samples.GetRange(samples.Count - (2 * quarter), quarter);
        List<Sample> after = samples.GetRange(samples.Count - quarter, quarter);
        double thousands = Math.Max(1, Median(after, sample => sample.Instances) - Median(before, sample => sample.Instances)) / 1000;
        output.WriteLine($"{"",-16} {"before",10} {"after",10} {"growth",10} {"allowed",10} {"per 1000 instances",20}");
        bool isFlat = true;
        foreach ((string name, Func<Sample, double> value, double allowed) in ((string, Func<Sample, double>, double)[])
        [
            ("resident MiB", sample => sample.Resident, 32),
            ("heap MiB", sample => sample.Heap, 1),
            ("mapped MiB", sample => sample.AddressSpace, 256),
            ("files", sample => sample.Files, 1),
            ("threads", sample => sample.Threads, 2),
        ])
        {
            double from = Median(before, value);
            double to = Median(after, value);
            bool isOver = to - from > allowed;
            isFlat &= !isOver;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-16} {from,10:F2} {to,10:F2} {to - from,10:F2} {allowed,10:F0} {(to - from) / thousands,20:F3}{(isOver ? "  GROWS" : "")}"));
        }

        output.WriteLine(isFlat ? "flat" : "NOT FLAT");
        return isFlat;
    }

    private static double Median(List<Sample> some, Func<Sample, double> value) => some.Select(value).Order().ElementAt(some.Count / 2);
}
