using System.Text;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;

namespace ProcVM.Kernel.Tests;

/// <summary>No name leads out of a grant: not by "..", absolute paths, links, nor by changes made meanwhile.</summary>
public sealed class PathEscapeTests : IDisposable
{
    private readonly GrantedTree _tree = new();

    /// <summary>Path from /g, and what reading it gives. "{in}", "{out}": host paths of the grant and of what isn't granted.</summary>
    public static readonly (string Path, string Expected)[] Cases =
    [
        ("a", "A"),
        ("./a", "A"),
        (".//.///a", "A"),
        ("/g/a", "A"),
        ("//g//a", "A"),
        ("/./g/./a", "A"),
        ("/../g/a", "A"),
        ("/../../../g/a", "A"),
        ("sub/b", "B"),
        ("sub/deep/c", "C"),
        ("sub/../a", "A"),
        ("sub/deep/../../a", "A"),
        ("sub/deep/../../../g/a", "A"),
        ("../g/a", "A"),
        ("../../../../g/a", "A"),
        ("to-a", "A"),
        ("to-sub/b", "B"),
        ("to-sub/../a", "A"),
        ("sub/up/a", "A"),
        ("sub/up/sub/up/sub/b", "B"),
        ("sub/to-a", "A"),
        ("sub/deep/to-a", "A"),
        ("chain1", "B"),
        ("abs-guest", "A"),
        ("abs-guest-sub/b", "B"),
        ("abs-guest-sub/../a", "A"),
        ("to-root/g/a", "A"),
        ("to-parent/g/a", "A"),
        ("slash-end/b", "B"),
        ("dot-end/b", "B"),
        ("dotdot-end/a", "A"),
        (" ", "blank"),
        ("...", "dots"),
        ("..a", "dotted"),
        ("./..a", "dotted"),

        ("", "ENOENT"),
        (".", "EISDIR"),
        ("..", "EISDIR"),
        ("/", "EISDIR"),
        ("/g", "EISDIR"),
        ("/g/", "EISDIR"),
        ("sub", "EISDIR"),
        ("sub/", "EISDIR"),
        ("slash-end", "EISDIR"),
        ("dot-end", "EISDIR"),
        ("dotdot-end", "EISDIR"),
        ("to-parent", "EISDIR"),
        ("to-root", "EISDIR"),
        ("a/", "ENOTDIR"),
        ("a/.", "ENOTDIR"),
        ("a/..", "ENOTDIR"),
        ("a/../a", "ENOTDIR"),
        ("a/x", "ENOTDIR"),
        ("to-a/", "ENOTDIR"),
        ("file-slash", "ENOTDIR"),
        ("missing", "ENOENT"),
        ("missing/", "ENOENT"),
        ("missing/../a", "ENOENT"),
        ("missing/a", "ENOENT"),
        ("dangling", "ENOENT"),
        ("loop", "ELOOP"),
        ("loop/a", "ELOOP"),
        ("loop1", "ELOOP"),

        ("../outside/secret", "ENOENT"),
        ("../inside/a", "ENOENT"),
        ("../inside-not", "ENOENT"),
        ("sub/../../outside/secret", "ENOENT"),
        ("sub/up/../outside/secret", "ENOENT"),
        ("sub/up/../../outside/secret", "ENOENT"),
        ("../../../../../../../../etc/passwd", "ENOENT"),
        ("/etc/passwd", "ENOENT"),
        ("/g/../etc/passwd", "ENOENT"),
        ("{out}/secret", "ENOENT"),
        ("{in}/a", "ENOENT"),
        ("//{out}/secret", "ENOENT"),
        ("/proc/self/cwd/a", "ENOENT"),
        ("/proc/self/root/etc/passwd", "ENOENT"),
        ("/proc/self/fd/0", "ENOENT"),
        ("/dev/null", "ENOENT"),
        ("/g/dev/null", "ENOENT"),
        ("to-outside/secret", "ENOENT"),
        ("to-outside/dir/secret", "ENOENT"),
        ("to-secret", "ENOENT"),
        ("abs-secret", "ENOENT"),
        ("abs-outside/secret", "ENOENT"),
        ("abs-inside-a", "ENOENT"),
        ("etc/passwd", "ENOENT"),
        ("passwd", "ENOENT"),
        ("to-root/etc/passwd", "ENOENT"),
        ("to-parent/outside/secret", "ENOENT"),
        ("to-parent/etc/passwd", "ENOENT"),
        ("to-parent/../etc/passwd", "ENOENT"),
        ("proc-root/etc/passwd", "ENOENT"),
        ("proc-cwd/a", "ENOENT"),
        ("proc-fd/0", "ENOENT"),
        ("far", "ENOENT"),
        ("sub/far", "ENOENT"),
        ("deep-chain", "ENOENT"),
        ("double", "ENOENT"),
        ("abs-guest-sub/../../outside/secret", "ENOENT"),
        ("a\0", "EINVAL"),
        ("\0", "EINVAL"),
        ("a\0/../../outside/secret", "EINVAL"),
        ("sub\0/../a", "EINVAL"),
        ("..\\outside\\secret", "ENOENT"),
        ("C:\\Windows", "ENOENT"),
        ("~", "ENOENT"),
        ("$HOME/x", "ENOENT"),
        ("file:///etc/passwd", "ENOENT"),
        ("..%2foutside%2fsecret", "ENOENT"),
        (".. /outside/secret", "ENOENT"),
        ("..\u2215outside\u2215secret", "ENOENT"),
    ];

    [Theory]
    [MemberData(nameof(GrantedTree.Implementations), MemberType = typeof(GrantedTree))]
    public void NoPathLeavesTheGrant(string implementation)
    {
        FileSystem files = _tree.Grant(implementation);
        List<string> wrong = [];
        foreach ((string path, string expected) in Cases)
        {
            string actual = GrantedTree.Read(files, Bytes(path));
            if (actual != expected && !IsWindowsName(implementation, path, actual))
            {
                wrong.Add($"{path.Replace("\0", "\\0")}: {actual}, expected {expected}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(0, files.OpenFiles);
    }

    [Theory]
    [MemberData(nameof(GrantedTree.Implementations), MemberType = typeof(GrantedTree))]
    public void NothingOutsideIsChanged(string implementation)
    {
        FileSystem files = _tree.Grant(implementation);
        foreach ((string path, string expected) in Cases)
        {
            if (expected is "ENOENT" or "EINVAL" && path is not ("missing" or "dangling"))
            {
                foreach (string suffix in (string[])["", "-new", "/new"])
                {
                    byte[] bytes = Bytes(path + suffix);
                    if (files.Open(bytes, OpenMode.Write | OpenMode.Create | OpenMode.Truncate, out IFile? file) == Errno.None)
                    {
                        file!.Write(0, "changed"u8, out _);
                        files.Close(file);
                    }
                }

                files.Rename(Bytes("sub/b"), Bytes(path));
                files.Rename(Bytes(path), Bytes("stolen"));
                Assert.NotEqual("SECRET", GrantedTree.Read(files, "stolen"u8));
            }
        }

        Assert.Equal("SECRET", File.ReadAllText(Path.Combine(_tree.Outside, "secret")));
        Assert.Equal("SECRET", File.ReadAllText(Path.Combine(_tree.Outside, "dir/secret")));
        Assert.Equal(["dir", "secret"], Directory.GetFileSystemEntries(_tree.Outside).Select(Path.GetFileName).Order());
        Assert.Equal(["inside", "inside-not", "outside"], Directory.GetFileSystemEntries(_tree.Root).Select(Path.GetFileName).Order());
    }

    [Theory]
    [MemberData(nameof(GrantedTree.Implementations), MemberType = typeof(GrantedTree))]
    public void LongNamesAreErrors(string implementation)
    {
        FileSystem files = _tree.Grant(implementation);
        Assert.Equal("ENAMETOOLONG", GrantedTree.Read(files, Bytes(new string('x', 256))));
        Assert.Equal("ENOENT", GrantedTree.Read(files, Bytes(new string('x', 255))));
        Assert.Equal("ENAMETOOLONG", GrantedTree.Read(files, Bytes(new string('x', 5000))));
        Assert.Equal("A", GrantedTree.Read(files, Bytes(string.Concat(Enumerable.Repeat("./", 2000)) + "a")));
        Assert.Equal("A", GrantedTree.Read(files, Bytes(string.Concat(Enumerable.Repeat("sub/../", 500)) + "a")));
        Assert.Equal("ENAMETOOLONG", GrantedTree.Read(files, Bytes(string.Concat(Enumerable.Repeat("sub/../", 1000)) + "a")));
    }

    [Theory]
    [MemberData(nameof(GrantedTree.Implementations), MemberType = typeof(GrantedTree))]
    public void LinksAreCounted(string implementation)
    {
        for (int i = 0; i < 60; i++)
        {
            _tree.Link($"n{i}", i == 0 ? "a" : $"n{i - 1}");
        }

        FileSystem files = _tree.Grant(implementation);
        Assert.Equal("A", GrantedTree.Read(files, "n39"u8));
        Assert.Equal("ELOOP", GrantedTree.Read(files, "n40"u8));
        Assert.Equal("ELOOP", GrantedTree.Read(files, "n59"u8));
    }

    /// <summary>Another process swaps a directory for a link to the outside while the guest opens a file in it.</summary>
    [Theory]
    [InlineData("openat2")]
    [InlineData("walk")]
    public void RacesDoNotEscape(string implementation)
    {
        string real = Path.Combine(_tree.Inside, "real");
        string spare = Path.Combine(_tree.Inside, "spare");
        Directory.CreateDirectory(real);
        File.WriteAllText(Path.Combine(real, "secret"), "fine");
        Directory.CreateSymbolicLink(spare, Path.Combine("..", "outside"));
        FileSystem files = _tree.Grant(implementation);
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(700));
        Thread swapper = new(() =>
        {
            string temporary = Path.Combine(_tree.Inside, "temporary");
            while (!stop.IsCancellationRequested)
            {
                Directory.Move(real, temporary);
                Directory.Move(spare, real);
                Directory.Move(temporary, spare);
            }
        });
        swapper.Start();
        HashSet<string> seen = [];
        while (!stop.IsCancellationRequested)
        {
            seen.Add(GrantedTree.Read(files, "real/secret"u8));
            seen.Add(GrantedTree.Read(files, "sub/../real/secret"u8));
            seen.Add(GrantedTree.Read(files, "real/../outside/secret"u8));
        }

        swapper.Join();
        Assert.DoesNotContain("SECRET", seen);
        Assert.Subset(new HashSet<string>(["fine", "ENOENT", "ELOOP", "ENOTDIR", "EISDIR", "EINVAL"]), seen);
    }

    public void Dispose() => _tree.Dispose();

    private byte[] Bytes(string path) =>
        Encoding.UTF8.GetBytes(path.Replace("{in}", _tree.Inside).Replace("{out}", _tree.Outside));

    /// <summary>The portable fallback refuses what could mean something to Windows with another error.</summary>
    private static bool IsWindowsName(string implementation, string path, string actual) =>
        implementation == "managed" && OperatingSystem.IsWindows() && actual == "EINVAL" && path.AsSpan().ContainsAny("\\:");
}
