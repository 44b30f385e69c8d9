using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Host;
using ProcVM.Images.Elf;
using ProcVM.Personality.Linux;
using ProcVM.X86;

namespace ProcVM.Vmm;

/// <summary>What a Linux program needs of the system, and how much of it there is.</summary>
public sealed class Compatibility
{
    /// <summary>Code that is looked through, at most.</summary>
    private const ulong MostCode = 256 << 20;

    /// <summary>What its own code can call, by name.</summary>
    public required IReadOnlyList<ServedCall> Calls { get; init; }

    /// <summary>Places that call by a number that only running the program tells.</summary>
    public required int Unknown { get; init; }

    /// <summary>The dynamic linker that it names; null for none.</summary>
    public string? Linker { get; init; }

    /// <summary>The libraries it is linked with, and theirs: where they are in the root; null for those that are nowhere.</summary>
    public required IReadOnlyList<(string Name, string? Path)> Libraries { get; init; }

    /// <summary>Examines a program.</summary>
    /// <param name="path">Its host path.</param>
    /// <param name="root">The directory in which its libraries are looked for; null not to look.</param>
    public static LoadResult<Compatibility> Examine(string path, string? root)
    {
        HostPorts ports = new(new Interruption());
        Errno error = ports.OpenFile(path, out IFile? file);
        if (error != Errno.None)
        {
            return LoadResult<Compatibility>.Failure(new Diagnostic(VmmDiagnostics.CannotLoad, null, path, HostError.Describe(error)));
        }

        using (file)
        {
            LoadResult<ElfImage> read = ElfReader.Read(file!);
            if (!read.Succeeded)
            {
                return LoadResult<Compatibility>.Failure([.. read.Diagnostics]);
            }

            ElfImage image = read.Value;
            SystemCallScan scan = Scan(file!, image);
            List<ServedCall> calls = [.. scan.Numbers.Select(number => LinuxInterface.Find(image.Machine == ElfMachine.X8664, number)).OfType<ServedCall>()];
            return LoadResult<Compatibility>.Success(new Compatibility
            {
                Calls = [.. calls.OrderBy(static call => call.Name, StringComparer.Ordinal)],
                Unknown = scan.Unknown,
                Linker = image.Interpreter is { } linker ? Core.Text.Utf8Text.Decode(linker) : null,
                Libraries = root is null
                    ? [.. ElfLibraries.Read(file!, image).Select(static name => (name, (string?)null))]
                    : new LibrarySearch(ports, root).Find(file!, image),
            });
        }
    }

    private static SystemCallScan Scan(IFile file, ElfImage image)
    {
        SystemCallScan scan = new(image.Machine == ElfMachine.X8664);
        ulong left = MostCode;
        foreach (ElfSegment segment in image.Segments.Where(static one => (one.Access & MemoryAccess.Execute) != 0))
        {
            // As much as there is of it: a header may promise more than the file has.
            ulong size = file.GetSize(out long length) == Errno.None ? Math.Min(segment.FileSize, (ulong)Math.Max(0, length - segment.Offset)) : 0;
            byte[] code = new byte[Math.Min(size, left)];
            left -= (ulong)code.Length;
            int done = 0;
            while (done < code.Length && file.Read(segment.Offset + done, code.AsSpan(done), out int count) == Errno.None && count > 0)
            {
                done += count;
            }

            scan.Add(code[..done], segment.Address);
        }

        return scan;
    }
}
