using System.Text.Json;

namespace ProcVM.Profile;

/// <summary>A comparison in a profile's JSON.</summary>
internal static class ComparisonJson
{
    public static void Write(Utf8JsonWriter json, Comparison comparison)
    {
        json.WriteStartObject("comparison");
        json.WriteNumber("rounds", comparison.Rounds);
        json.WriteBoolean("sameOutput", comparison.HasSameOutput);
        json.WriteStartArray("tiers");
        foreach (ComparedTier tier in comparison.Tiers)
        {
            json.WriteStartObject();
            json.WriteString("name", tier.Name);
            if (tier.Missing is not null)
            {
                json.WriteString("missing", tier.Missing);
            }

            json.WriteNumber("time", tier.Time);
            json.WriteNumber("compile", tier.CompileTime);
            json.WriteNumber("sampled", tier.SampledTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("routines");
        foreach (ComparedRoutine routine in comparison.Routines)
        {
            Write(json, routine);
        }

        json.WriteEndArray();
        json.WriteStartArray("verdicts");
        foreach (string verdict in comparison.Verdicts)
        {
            json.WriteStringValue(verdict);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ComparedRoutine routine)
    {
        json.WriteStartObject();
        json.WriteNumber("id", routine.Function);
        json.WriteString("name", routine.Name);
        json.WriteString("file", routine.File);
        json.WriteNumber("line", routine.Line);
        json.WriteNumber("calls", routine.Calls);
        json.WriteStartArray("tiers");
        foreach (ComparedCell cell in routine.Cells)
        {
            json.WriteStartObject();
            json.WriteString("name", cell.Tier);
            json.WriteNumber("self", cell.SelfTime);
            Add(json, "perCall", cell.PerCall);
            Add(json, "speedup", cell.Speedup);
            json.WriteNumber("compile", cell.CompileTime);
            Add(json, "breakEven", cell.BreakEven);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("losers");
        foreach (string tier in routine.Losers)
        {
            json.WriteStringValue(tier);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Add(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Math.Round(number, 3));
        }
    }
}
