using System.Globalization;
using System.Text;

namespace ProcVM.Profile.Formats;

/// <summary>The file format of callgrind, for callgrind_annotate and KCachegrind: instructions are exact, times sampled.</summary>
public sealed class Callgrind
{
    private readonly RunProfile _profile;
    private readonly CallEdges _edges;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, int> _files = [];
    private readonly Dictionary<int, (int Number, string Name)> _names = [];
    private readonly HashSet<int> _named = [];

    private Callgrind(RunProfile profile, CallEdges edges)
    {
        _profile = profile;
        _edges = edges;
        HashSet<string> taken = [];
        foreach (Routine routine in profile.Routines)
        {
            string name = routine.Name;
            for (int i = 2; !taken.Add(name); i++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{routine.Name}'{i}");
            }

            _names.Add(routine.Function, (_names.Count + 1, name));
        }
    }

    /// <summary>The text of the file.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="edges">The calls.</param>
    public static string Write(RunProfile profile, CallEdges edges)
    {
        Callgrind writer = new(profile, edges);
        writer.Write(profile.RoutineLines);
        return writer._text.ToString();
    }

    private void Write(IReadOnlyDictionary<int, IReadOnlyList<SourceLine>> lines)
    {
        _text.Append("# callgrind format\nversion: 1\ncreator: procvm\ncmd: ").Append(_profile.Program.ReplaceLineEndings(" "));
        foreach (string argument in _profile.Arguments)
        {
            _text.Append(' ').Append(argument.ReplaceLineEndings(" "));
        }

        _text.Append("\npart: 1\npositions: line\n");
        _text.Append("event: Ir : P-code instructions, counted\nevent: Ns : nanoseconds of CPU time, sampled\nevents: Ir Ns\n");
        Line("summary:", _profile.Routines.Sum(routine => routine.Instructions), _profile.Routines.Sum(routine => SelfOf(routine, lines)));
        ILookup<int, CallEdge> calls = _edges.All.ToLookup(edge => edge.Caller);
        foreach (Routine routine in _profile.Routines)
        {
            _text.Append('\n');
            File("fl", routine.File ?? "(host)");
            Function("fn", routine.Function);
            if (lines.TryGetValue(routine.Function, out IReadOnlyList<SourceLine>? own))
            {
                foreach (SourceLine line in own.Where(line => line.Instructions > 0 || line.SelfTime > 0))
                {
                    Line(Text(line.Line), line.Instructions, line.SelfTime);
                }
            }
            else
            {
                Line("0", routine.Instructions, routine.SelfTime);
            }

            foreach (CallEdge edge in calls[routine.Function])
            {
                Call(edge);
            }
        }
    }

    private static long SelfOf(Routine routine, IReadOnlyDictionary<int, IReadOnlyList<SourceLine>> lines) =>
        lines.TryGetValue(routine.Function, out IReadOnlyList<SourceLine>? own) ? own.Sum(line => line.SelfTime) : routine.SelfTime;

    private void Call(CallEdge edge)
    {
        if (_profile.Find(edge.Callee) is not { } callee)
        {
            return;
        }

        File("cfi", callee.File ?? "(host)");
        Function("cfn", edge.Callee);
        _text.Append("calls=").Append(Text(edge.Calls)).Append(' ').Append(Text(callee.Line)).Append('\n');
        Line(Text(edge.Line), edge.Instructions, edge.Time);
    }

    private void File(string key, string path)
    {
        bool isNew = !_files.TryGetValue(path, out int number);
        if (isNew)
        {
            _files.Add(path, number = _files.Count + 1);
        }

        _text.Append(key).Append("=(").Append(Text(number)).Append(isNew ? ") " + path.ReplaceLineEndings(" ") : ")").Append('\n');
    }

    private void Function(string key, int function)
    {
        (int number, string name) = _names[function];
        _text.Append(key).Append("=(").Append(Text(number)).Append(_named.Add(function) ? ") " + name.ReplaceLineEndings(" ") : ")").Append('\n');
    }

    private void Line(string position, long instructions, long time) =>
        _text.Append(position).Append(' ').Append(Text(instructions)).Append(' ').Append(Text(time)).Append('\n');

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
