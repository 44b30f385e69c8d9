using System.Globalization;

namespace ProcVM.Llvm;

/// <summary>Writes the map by which Linux' perf names code made at run time: one line a function, address and size in
/// hexadecimal, then the name (linux/tools/perf/Documentation/jit-interface.txt).</summary>
/// <remarks>Safe for use by several threads. The file is opened when this is made: do that before the process confines itself.</remarks>
public sealed class PerfMap : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _writer;

    /// <summary>Writes to a file, which is replaced.</summary>
    public PerfMap(string path)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.Read,
        };
        Path = path;
        _writer = new StreamWriter(path, options) { AutoFlush = true };
    }

    /// <summary>Where perf looks for the map of this process.</summary>
    public static string DefaultPath => $"/tmp/perf-{Environment.ProcessId}.map";

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes a function's line.</summary>
    public void Add(in NativeFunction function)
    {
        // A name with a line end in it would start another entry.
        string name = function.Name.ReplaceLineEndings(" ");
        lock (_lock)
        {
            _writer.Write(string.Create(CultureInfo.InvariantCulture, $"{function.Address:x} {function.Size:x} {name}\n"));
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _writer.Dispose();
        }
    }
}
