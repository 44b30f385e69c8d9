using System.Text;
using ProcVM.Core.Ports;
using ProcVM.Host.Linux;
using ProcVM.Host.Managed;
using ProcVM.Kernel.Files;

namespace ProcVM.Kernel.Tests;

/// <summary>A directory of the host with things inside and outside the grant, made anew for each test.</summary>
public sealed class GrantedTree : IDisposable
{
    public GrantedTree()
    {
        Root = Directory.CreateTempSubdirectory("procvm-").FullName;
        Outside = Path.Combine(Root, "outside");
        Inside = Path.Combine(Root, "inside");
        Directory.CreateDirectory(Path.Combine(Outside, "dir"));
        Directory.CreateDirectory(Path.Combine(Inside, "sub", "deep"));
        Directory.CreateDirectory(Path.Combine(Inside, "empty"));
        Write(Outside, "secret", "SECRET");
        Write(Outside, "dir/secret", "SECRET");
        Write(Root, "inside-not", "SECRET");
        Write(Inside, "a", "A");
        Write(Inside, "sub/b", "B");
        Write(Inside, "sub/deep/c", "C");
        Write(Inside, " ", "blank");
        Write(Inside, "...", "dots");
        Write(Inside, "..a", "dotted");
        Write(Inside, "back\\slash", "back");
        Link("to-a", "a");
        Link("to-sub", "sub");
        Link("sub/up", "..");
        Link("sub/to-a", "../a");
        Link("sub/deep/to-a", "../../a");
        Link("chain1", "chain2");
        Link("chain2", "chain3");
        Link("chain3", "sub/b");
        Link("loop", "loop");
        Link("loop1", "loop2");
        Link("loop2", "loop1");
        Link("dangling", "nowhere");
        Link("abs-guest", "/g/a");
        Link("abs-guest-sub", "/g/sub");
        Link("to-root", "/");
        Link("to-parent", "..");
        Link("to-outside", "../outside");
        Link("to-secret", "../outside/secret");
        Link("abs-secret", Path.Combine(Outside, "secret"));
        Link("abs-outside", Outside);
        Link("abs-inside-a", Path.Combine(Inside, "a"));
        Link("etc", "/etc");
        Link("passwd", "/etc/passwd");
        Link("proc-root", "/proc/self/root");
        Link("proc-cwd", "/proc/self/cwd");
        Link("proc-fd", "/proc/self/fd");
        Link("far", "../../../../../../../../../../../../etc/passwd");
        Link("sub/far", "../../../../../../../../../../../../etc/passwd");
        Link("deep-chain", "sub/up/sub/up/to-outside/secret");
        Link("slash-end", "sub/");
        Link("dot-end", "sub/.");
        Link("dotdot-end", "sub/..");
        Link("file-slash", "a/");
        Link("double", "..//..//outside//secret");
    }

    public string Root { get; }

    public string Outside { get; }

    public string Inside { get; }

    /// <summary>The ways a host directory is granted.</summary>
    public static TheoryData<string> Implementations => new("openat2", "walk", "managed");

    /// <summary>Grants Inside as /g by one of the implementations.</summary>
    public FileSystem Grant(string implementation, bool isReadOnly = false, int openFiles = 16, string current = "/g")
    {
        return new FileSystem(new MountTable([new Mount(Open(implementation, Inside), "/g", isReadOnly)]), current, openFiles);
    }

    public static IDirectory Open(string implementation, string path)
    {
        if (implementation == "managed")
        {
            return new ManagedDirectory(path);
        }

        Assert.True(OperatingSystem.IsLinux());
        LinuxWaiter waiter = new(new Interruption());
        Errno error = LinuxDirectory.TryOpen(Encoding.UTF8.GetBytes(path), waiter, implementation == "openat2", out LinuxDirectory? directory);
        Assert.Equal(Errno.None, error);
        return directory!;
    }

    /// <summary>What opening and reading a path gives: the contents, or the error's name.</summary>
    public static string Read(FileSystem files, ReadOnlySpan<byte> path)
    {
        Errno error = files.Open(path, OpenMode.Read, out IFile? file);
        if (error != Errno.None)
        {
            return error.ToString();
        }

        byte[] buffer = new byte[100];
        error = file!.Read(0, buffer, out int count);
        files.Close(file);
        return error == Errno.None ? Encoding.UTF8.GetString(buffer, 0, count) : error.ToString();
    }

    public void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(Inside, name), target);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Write(string directory, string name, string contents) =>
        File.WriteAllText(Path.Combine(directory, name), contents);
}
