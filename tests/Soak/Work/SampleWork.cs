using ProcVM.Module;
using ProcVM.Vmm;

namespace ProcVM.Soak.Work;

/// <summary>A sample program: instances side by side share its module, and each must write what lies beside the source.
/// Now and then it is compiled anew.</summary>
internal sealed class SampleWork : IWork
{
    private const int Slow = 300;

    private readonly string _path;
    private readonly byte[] _input;
    private readonly byte[] _expected;
    private readonly VerifiedModule _module;

    private SampleWork(string path)
    {
        _path = path;
        string input = Path.ChangeExtension(path, ".in");
        _input = File.Exists(input) ? File.ReadAllBytes(input) : [];
        _expected = File.ReadAllBytes(Path.ChangeExtension(path, ".out"));
        _module = Guest.Compile(path, File.ReadAllText(path));
    }

    public string Kind => "sample";

    public string Name => Path.GetFileName(_path);

    /// <summary>The samples of a folder that take less than 300 ms: many short lives wear more than a few long ones.</summary>
    public static List<IWork> FindIn(string folder, string scratch)
    {
        List<IWork> found = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*.pas").Where(path => File.Exists(Path.ChangeExtension(path, ".out"))).Order(StringComparer.Ordinal))
        {
            SampleWork work = new(path);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            work.Run(new Round(Random.Shared, scratch, TierChoice.Interpreter), work._module);
            if ((Environment.CpuUsage.TotalTime - before).TotalMilliseconds < Slow)
            {
                found.Add(work);
            }
        }

        return found;
    }

    public void Perform(Round round) => Run(round, round.Random.Next(8) == 0 ? Guest.Compile(_path, File.ReadAllText(_path)) : _module);

    private void Run(Round round, VerifiedModule module)
    {
        InstanceOptions options = new()
        {
            ProgramName = "program",
            Grants = [new DirectoryGrant(round.Folder, "/", IsReadOnly: false)],
            Seed = 0,
            HasSteppedClock = true,
            Memory = 256 << 20,
        };
        Guest.Expect(InstanceEnd.Exited, Guest.Run(round, module, options, _input, out byte[] output));
        if (!output.AsSpan().SequenceEqual(_expected))
        {
            throw new InvalidOperationException($"{Name} wrote something else than {Path.ChangeExtension(_path, ".out")}");
        }
    }
}
