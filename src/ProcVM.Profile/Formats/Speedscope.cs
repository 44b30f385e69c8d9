using System.Text;
using System.Text.Json;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Profile.Formats;

/// <summary>The file format of speedscope: the stacks in the order in which they were sampled.</summary>
public static class Speedscope
{
    /// <summary>The JSON text.</summary>
    public static string Write(RunProfile profile)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://www.speedscope.app/file-format-schema.json");
            json.WriteString("exporter", "procvm");
            json.WriteString("name", profile.Program);
            json.WriteNumber("activeProfileIndex", 0);
            Dictionary<int, int> frames = Frames(json, profile);
            Samples(json, profile, frames);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Dictionary<int, int> Frames(Utf8JsonWriter json, RunProfile profile)
    {
        Dictionary<int, int> frames = [];
        json.WriteStartObject("shared");
        json.WriteStartArray("frames");
        foreach (Routine routine in profile.Routines)
        {
            frames.Add(routine.Function, frames.Count);
            json.WriteStartObject();
            json.WriteString("name", routine.Name);
            if (routine.File is not null)
            {
                json.WriteString("file", routine.File);
                json.WriteNumber("line", routine.Line);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return frames;
    }

    private static void Samples(Utf8JsonWriter json, RunProfile profile, Dictionary<int, int> frames)
    {
        List<(int Node, long Weight)> runs = Runs(profile);
        json.WriteStartArray("profiles");
        json.WriteStartObject();
        json.WriteString("type", "sampled");
        json.WriteString("name", $"{profile.Program} ({profile.Engine})");
        json.WriteString("unit", "nanoseconds");
        json.WriteNumber("startValue", 0);
        json.WriteNumber("endValue", profile.SampledTime);
        json.WriteStartArray("samples");
        Stack<int> stack = new();
        foreach ((int node, _) in runs)
        {
            json.WriteStartArray();
            for (int at = node; at >= 0; at = profile.Tree.Nodes[at].Parent)
            {
                stack.Push(frames[profile.Tree.Nodes[at].Function]);
            }

            while (stack.TryPop(out int frame))
            {
                json.WriteNumberValue(frame);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("weights");
        foreach ((_, long weight) in runs)
        {
            json.WriteNumberValue(weight);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Samples of the same place that follow each other are one.</summary>
    private static List<(int Node, long Weight)> Runs(RunProfile profile)
    {
        List<(int Node, long Weight)> runs = [];
        foreach (Sample sample in profile.Samples)
        {
            if (runs.Count > 0 && runs[^1].Node == sample.Node)
            {
                runs[^1] = (sample.Node, runs[^1].Weight + sample.Weight);
            }
            else
            {
                runs.Add((sample.Node, sample.Weight));
            }
        }

        return runs;
    }
}
