using System.Text;
using System.Text.Json;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Profile.Formats;

/// <summary>The trace event format, which Chrome's tracing page and Perfetto read: calls, tiers and compilations on one time line.</summary>
/// <remarks>A stack that was sampled is drawn from the sample before it to its own.</remarks>
public sealed class ChromeTrace
{
    private const int Calls = 1;
    private const int Tiers = 2;
    private const int Compilers = 3;
    private const int Background = 4;

    private readonly RunProfile _profile;
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<int, string> _names;

    private ChromeTrace(RunProfile profile, Utf8JsonWriter json)
    {
        _profile = profile;
        _json = json;
        _names = profile.Routines.ToDictionary(routine => routine.Function, routine => routine.Name);
    }

    /// <summary>The JSON text.</summary>
    public static string Write(RunProfile profile)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            new ChromeTrace(profile, json).Write();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteString("displayTimeUnit", "ms");
        _json.WriteStartArray("traceEvents");
        Name("process_name", Calls, "procvm " + _profile.Program);
        Name("thread_name", Calls, "calls (sampled)");
        Name("thread_name", Tiers, "tier");
        Name("thread_name", Compilers, "compilations");
        Name("thread_name", Background + (int)ProfileTier.Cil, "cil in the background");
        Name("thread_name", Background + (int)ProfileTier.Llvm, "llvm in the background");
        WriteCalls();
        WriteTiers();
        foreach (Compilation compilation in _profile.Compilations)
        {
            string loop = compilation.Block < 0 ? "" : " (a loop)";
            Complete(compilation.InBackground ? Background + (int)compilation.Tier : Compilers, $"{ProfileJson.NameOf(compilation.Tier)}: {_names.GetValueOrDefault(compilation.Function, "?")}{loop}",
                compilation.Start, compilation.Duration);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteCalls()
    {
        List<int> open = [];
        List<int> stack = [];
        long time = 0;
        foreach (Sample sample in _profile.Samples)
        {
            stack.Clear();
            for (int node = sample.Node; node >= 0; node = _profile.Tree.Nodes[node].Parent)
            {
                stack.Add(_profile.Tree.Nodes[node].Function);
            }

            stack.Reverse();
            int same = 0;
            while (same < open.Count && same < stack.Count && open[same] == stack[same])
            {
                same++;
            }

            Close(open, same, time);
            for (int i = same; i < stack.Count; i++)
            {
                open.Add(stack[i]);
                Event("B", Calls, _names.GetValueOrDefault(stack[i], "?"), time);
                _json.WriteEndObject();
            }

            time = sample.Time;
        }

        Close(open, 0, time);
    }

    private void Close(List<int> open, int left, long time)
    {
        while (open.Count > left)
        {
            Event("E", Calls, _names.GetValueOrDefault(open[^1], "?"), time);
            _json.WriteEndObject();
            open.RemoveAt(open.Count - 1);
        }
    }

    private void WriteTiers()
    {
        long start = 0;
        for (int i = 0; i < _profile.Samples.Count; i++)
        {
            Sample sample = _profile.Samples[i];
            if (i + 1 == _profile.Samples.Count || _profile.Samples[i + 1].Tier != sample.Tier)
            {
                Complete(Tiers, ProfileJson.NameOf(sample.Tier), start, sample.Time - start);
                start = sample.Time;
            }
        }
    }

    private void Complete(int thread, string name, long start, long duration)
    {
        Event("X", thread, name, start);
        _json.WriteNumber("dur", duration / 1000.0);
        _json.WriteEndObject();
    }

    private void Name(string kind, int thread, string name)
    {
        Event("M", thread, kind, 0);
        _json.WriteStartObject("args");
        _json.WriteString("name", name);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Event(string phase, int thread, string name, long time)
    {
        _json.WriteStartObject();
        _json.WriteString("ph", phase);
        _json.WriteString("name", name);
        _json.WriteNumber("pid", 1);
        _json.WriteNumber("tid", thread);
        _json.WriteNumber("ts", time / 1000.0);
    }
}
