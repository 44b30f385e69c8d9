using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Pascal;
using ProcVM.Vmm;

namespace ProcVM.Soak.Work;

/// <summary>Compiling and running, with every disappointment an exception.</summary>
internal static class Guest
{
    /// <summary>A program's verified module.</summary>
    public static VerifiedModule Compile(string path, string source)
    {
        LoadResult<PcodeModule> compiled = PascalCompiler.Compile(new SourceText(path, source), new PascalOptions(PascalStandard.ProcVM), new Neighbours());
        return compiled.Succeeded ? Verify(compiled.Value) : throw new InvalidOperationException(string.Join('\n', compiled.Diagnostics));
    }

    public static VerifiedModule Verify(PcodeModule module)
    {
        LoadResult<VerifiedModule> verified = Verifier.Verify(module);
        return verified.Succeeded ? verified.Value : throw new InvalidOperationException(string.Join('\n', verified.Diagnostics));
    }

    /// <summary>Runs an instance; gives its result and what it wrote on the standard output.</summary>
    public static InstanceResult Run(Round round, VerifiedModule module, InstanceOptions options, byte[] input, out byte[] output)
    {
        using MemoryStreamFile written = new([]);
        using MemoryStreamFile error = new([]);
        using MemoryStreamFile read = new(input);
        using PcodeGuest guest = Create(round, module, options with { Streams = new StandardStreams(read, written, error) });
        InstanceResult result = guest.Run();
        round.Ended(result.Statistics);
        output = written.Written;
        return result;
    }

    public static PcodeGuest Create(Round round, VerifiedModule module, InstanceOptions options)
    {
        LoadResult<PcodeGuest> created = PcodeGuest.Create(module, round.With(options));
        return created.Succeeded ? created.Value : throw new InvalidOperationException(string.Join('\n', created.Diagnostics));
    }

    /// <summary>Throws unless an instance ended in one way.</summary>
    public static void Expect(InstanceEnd end, InstanceResult result)
    {
        if (result.End != end)
        {
            throw new InvalidOperationException($"ended by {result.End} {result.Trap?.Kind} {result.Trap?.Message} instead of {end}");
        }
    }

    private sealed class Neighbours : IPascalSources
    {
        public SourceText? Find(string name, SourceText from)
        {
            string path = Path.Combine(Path.GetDirectoryName(from.Path) ?? "", name);
            path = File.Exists(path) ? path : path + ".pas";
            return File.Exists(path) ? new SourceText(path, File.ReadAllText(path)) : null;
        }
    }
}
