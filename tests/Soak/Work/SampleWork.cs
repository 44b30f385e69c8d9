using System.Diagnostics;
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
            Stopwatch watch = Stopwatch.StartNew();
            work.Run(work._module, scratch);
            if (watch.ElapsedMilliseconds < Slow)
            {
                found.Add(work);
            }
        }

        return found;
    }

    public void Perform(Random random, string folder) => Run(random.Next(8) == 0 ? Guest.Compile(_path, File.ReadAllText(_path)) : _module, folder);

    private void Run(VerifiedModule module, string folder)
    {
        InstanceOptions options = new()
        {
            ProgramName = "program",
            Grants = [new DirectoryGrant(folder, "/", IsReadOnly: false)],
            Seed = 0,
            HasSteppedClock = true,
            Memory = 256 << 20,
        };
        Guest.Expect(InstanceEnd.Exited, Guest.Run(module, options, _input, out byte[] output));
        if (!output.AsSpan().SequenceEqual(_expected))
        {
            throw new InvalidOperationException($"{Name} wrote something else than {Path.ChangeExtension(_path, ".out")}");
        }
    }
}
