using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Profile;

/// <summary>A profile as JSON: what every other report shows. Times are nanoseconds of the guest's CPU time unless a name says otherwise.</summary>
public static class ProfileJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The JSON text, one line.</summary>
    public static string Write(RunProfile profile)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            json.WriteStartObject();
            Head(json, profile);
            Routines(json, profile);
            Files(json, profile);
            Flame(json, profile);
            Times(json, profile);
            Compilations(json, profile);
            if (profile.Comparison is { } comparison)
            {
                ComparisonJson.Write(json, comparison);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A tier's name in JSON and tables.</summary>
    public static string NameOf(ProfileTier tier) => tier switch
    {
        ProfileTier.Interpreter => "interp",
        ProfileTier.Cil => "cil",
        ProfileTier.Llvm => "llvm",
        ProfileTier.Host => "host",
        _ => "compiler",
    };

    private static void Head(Utf8JsonWriter json, RunProfile profile)
    {
        json.WriteNumber("version", 1);
        json.WriteString("program", profile.Program);
        json.WriteStartArray("arguments");
        foreach (string argument in profile.Arguments)
        {
            json.WriteStringValue(argument);
        }

        json.WriteEndArray();
        json.WriteString("engine", profile.Engine);
        json.WriteNumber("duration", profile.Duration);
        json.WriteNumber("threadTime", profile.ThreadTime);
        json.WriteBoolean("counted", profile.IsCounted);
        json.WriteNumber("samples", profile.Samples.Count);
        json.WriteNumber("effectiveSamples", Math.Round(profile.EffectiveSamples));
        json.WriteNumber("sampledTime", profile.SampledTime);
    }

    private static void Routines(Utf8JsonWriter json, RunProfile profile)
    {
        json.WriteStartArray("routines");
        foreach (Routine routine in profile.Routines)
        {
            json.WriteStartObject();
            json.WriteNumber("id", routine.Function);
            json.WriteString("name", routine.Name);
            json.WriteString("file", routine.File);
            json.WriteNumber("line", routine.Line);
            json.WriteNumber("calls", routine.Calls);
            json.WriteNumber("instructions", routine.Instructions);
            json.WriteNumber("samples", routine.SelfSamples);
            json.WriteNumber("self", routine.SelfTime);
            json.WriteNumber("total", routine.TotalTime);
            TierTimes(json, "tiers", routine.TierTimes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void TierTimes(Utf8JsonWriter json, string? name, long[] times)
    {
        if (name is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(name);
        }

        for (int tier = 0; tier < times.Length; tier++)
        {
            if (times[tier] != 0)
            {
                json.WriteNumber(NameOf((ProfileTier)tier), times[tier]);
            }
        }

        json.WriteEndObject();
    }

    private static void Files(Utf8JsonWriter json, RunProfile profile)
    {
        json.WriteStartArray("files");
        foreach (SourceFile file in profile.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteStartArray("lines");
            foreach (SourceLine line in file.Lines)
            {
                json.WriteStartObject();
                json.WriteNumber("line", line.Line);
                json.WriteNumber("hits", line.Hits);
                json.WriteNumber("instructions", line.Instructions);
                json.WriteNumber("self", line.SelfTime);
                json.WriteNumber("total", line.TotalTime);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Flame(Utf8JsonWriter json, RunProfile profile)
    {
        json.WriteStartArray("flame");
        foreach (FlameNode node in profile.Flame)
        {
            json.WriteStartObject();
            json.WriteNumber("parent", node.Parent);
            json.WriteNumber("routine", node.Function);
            json.WriteNumber("self", node.SelfTime);
            json.WriteNumber("total", node.TotalTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Times(Utf8JsonWriter json, RunProfile profile)
    {
        json.WriteStartObject("timeline");
        json.WriteNumber("step", profile.Timeline.Step);
        json.WriteStartArray("times");
        foreach (long[] times in profile.Timeline.Times)
        {
            TierTimes(json, null, times);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Compilations(Utf8JsonWriter json, RunProfile profile)
    {
        json.WriteStartArray("compilations");
        foreach (Compilation compilation in profile.Compilations)
        {
            json.WriteStartObject();
            json.WriteNumber("routine", compilation.Function);
            json.WriteString("tier", NameOf(compilation.Tier));
            json.WriteNumber("block", compilation.Block);
            json.WriteNumber("start", compilation.Start);
            json.WriteNumber("duration", compilation.Duration);
            json.WriteNumber("cost", compilation.Cost);
            json.WriteNumber("bytes", compilation.CodeBytes);
            json.WriteBoolean("background", compilation.InBackground);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
