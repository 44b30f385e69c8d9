using System.Buffers.Binary;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Host;

namespace ProcVM.Cli;

/// <summary>A file that was named on the command line, read whole.</summary>
/// <param name="Path">Its path as the user gave it; "-" is the standard input.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record FileContent(string Path, byte[] Bytes)
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxSize = 256 << 20;

    /// <summary>Tells the kind by the content; a headerless DOS program alone by its extension.</summary>
    public FileKind Kind => Bytes switch
    {
        [0, (byte)'p', (byte)'v', (byte)'m', ..] => FileKind.Pcode,
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => FileKind.Elf,
        [0, (byte)'a', (byte)'s', (byte)'m', ..] => FileKind.Wasm,
        [(byte)'M', (byte)'Z', ..] or [(byte)'Z', (byte)'M', ..] when !IsText(Bytes) => HasPeHeader ? FileKind.Pe : FileKind.Dos,
        [(byte)'#', (byte)'!', ..] => FileKind.Script,
        _ when Path.EndsWith(".com", StringComparison.OrdinalIgnoreCase) => FileKind.Dos,
        _ => IsText(Bytes) ? FileKind.Source : FileKind.Unknown,
    };

    private bool HasPeHeader
    {
        get
        {
            if (Bytes.Length < 0x40)
            {
                return false;
            }

            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(Bytes.AsSpan(0x3C));
            return offset <= Bytes.Length - 4 && Bytes.AsSpan((int)offset, 4).SequenceEqual("PE\0\0"u8);
        }
    }

    /// <summary>The text of a source.</summary>
    public SourceText Text => SourceText.Decode(Path, Bytes);

    /// <summary>Names a kind in a message.</summary>
    public static string Describe(FileKind kind) => kind switch
    {
        FileKind.Source => "text",
        FileKind.Pcode => "a P-code module",
        FileKind.Elf => "an ELF program",
        FileKind.Pe => "a Windows program",
        FileKind.Dos => "a DOS program",
        FileKind.Wasm => "a WebAssembly module",
        FileKind.Script => "a script for another interpreter",
        _ => "a binary file of no known kind",
    };

    /// <summary>Reads a file; on failure gives the exit status and the error.</summary>
    public static FileContent? Read(string path, out int status, out Diagnostic? error)
    {
        status = ExitStatus.Success;
        error = null;
        return path != "-" && HostFiles.TryRead(path, MaxSize) is { } bytes
            ? new FileContent(path, bytes)
            : ReadStream(path, out status, out error);
    }

    // The standard input, and all that the short way doesn't take.
    private static FileContent? ReadStream(string path, out int status, out Diagnostic? error)
    {
        status = ExitStatus.CannotLoad;
        error = null;
        try
        {
            using Stream stream = path == "-" ? OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
            if (ReadAll(stream) is { } bytes)
            {
                status = ExitStatus.Success;
                return new FileContent(path, bytes);
            }

            error = new Diagnostic(CliDiagnostics.TooLarge, null, path, "256 MiB");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            (status, string reason) = Reason(path, failure);
            error = new Diagnostic(CliDiagnostics.CannotOpen, null, path, reason)
            {
                Hint = status == ExitStatus.NotFound ? "procvm run langs/pascal/samples/hello.pas" : null,
            };
        }

        return null;
    }

    private static (int Status, string Reason) Reason(string path, Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => (ExitStatus.NotFound, "no such file"),
        ArgumentException when path.Length == 0 => (ExitStatus.NotFound, "the name is empty"),
        PathTooLongException => (ExitStatus.NotFound, "the path is too long"),
        _ when Directory.Exists(path) => (ExitStatus.CannotLoad, "it is a directory"),
        UnauthorizedAccessException => (ExitStatus.CannotLoad, "permission denied"),
        _ when path == "-" => (ExitStatus.CannotLoad, "the standard input can't be read"),
        _ => (ExitStatus.CannotLoad, "it can't be read"),
    };

    private static Stream OpenStandardInput() =>
        InheritedDescriptors.Has(0) ? Console.OpenStandardInput() : throw new IOException("the standard input isn't open");

    private static byte[]? ReadAll(Stream stream)
    {
        long expected = stream.CanSeek ? stream.Length : 0;
        if (expected > MaxSize)
        {
            return null;
        }

        byte[] bytes = new byte[Math.Max((int)expected + 1, 4096)];
        int length = 0;
        while (true)
        {
            int count = stream.Read(bytes, length, bytes.Length - length);
            if (count == 0)
            {
                return bytes[..length];
            }

            length += count;
            if (length > MaxSize)
            {
                return null;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(length * 2, MaxSize + 1));
            }
        }
    }

    // Text has no control characters but white space and the end mark of DOS editors; the beginning decides.
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (byte unit in bytes[..Math.Min(bytes.Length, 4096)])
        {
            if (unit < 0x20 && unit is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x0B or 0x1A or 0x1B))
            {
                return false;
            }
        }

        return true;
    }
}
