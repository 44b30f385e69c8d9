using System.Diagnostics;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;

namespace ProcVM.Kernel.Tests;

/// <summary>Grants, limits and special files.</summary>
public sealed class FileSystemTests : IDisposable
{
    private const OpenMode Rewrite = OpenMode.Write | OpenMode.Create | OpenMode.Truncate;

    private readonly GrantedTree _tree = new();

    [Theory]
    [MemberData(nameof(GrantedTree.Implementations), MemberType = typeof(GrantedTree))]
    public void FilesAreWrittenReadRenamedAndRemoved(string implementation)
    {
        FileSystem files = _tree.Grant(implementation);
        Assert.Equal(Errno.None, files.Open("sub/new"u8, Rewrite | OpenMode.Read, out IFile? file));
        Assert.Equal(FileKind.Regular, file!.Kind);
        Assert.Equal(Errno.None, file.Write(3, "hello"u8, out int written));
        Assert.Equal(5, written);
        Assert.Equal(Errno.None, file.GetSize(out long size));
        Assert.Equal(8, size);
        byte[] buffer = new byte[20];
        Assert.Equal(Errno.None, file.Read(2, buffer, out int count));
        Assert.Equal("\0hello"u8, buffer.AsSpan(0, count));
        Assert.Equal(Errno.None, file.SetSize(4));
        Assert.Equal(Errno.None, file.Read(4, buffer, out count));
        Assert.Equal(0, count);
        files.Close(file);

        Assert.Equal(Errno.None, files.Rename("sub/new"u8, "to-sub/newer"u8));
        Assert.Equal("\0\0\0h", GrantedTree.Read(files, "sub/newer"u8));
        Assert.Equal(Errno.None, files.Rename("sub/newer"u8, "a"u8));
        Assert.Equal("\0\0\0h", GrantedTree.Read(files, "a"u8));
        Assert.Equal(Errno.None, files.Remove("a"u8));
        Assert.Equal(Errno.ENOENT, files.Remove("a"u8));
        Assert.NotEqual(Errno.None, files.Remove("sub"u8));
        Assert.NotEqual(Errno.None, files.Remove("/g"u8));
        Assert.NotEqual(Errno.None, files.Rename("sub/b"u8, "/g"u8));
    }

    [Theory]
    [MemberData(nameof(GrantedTree.Implementations), MemberType = typeof(GrantedTree))]
    public void RemovingALinkLeavesItsTarget(string implementation)
    {
        FileSystem files = _tree.Grant(implementation);
        Assert.Equal(Errno.None, files.Remove("to-secret"u8));
        Assert.Equal(Errno.None, files.Remove("to-a"u8));
        Assert.Equal("A", GrantedTree.Read(files, "a"u8));
        Assert.True(File.Exists(Path.Combine(_tree.Outside, "secret")));
    }

    [Theory]
    [MemberData(nameof(GrantedTree.Implementations), MemberType = typeof(GrantedTree))]
    public void CreatingThroughADanglingLinkStaysInside(string implementation)
    {
        FileSystem files = _tree.Grant(implementation);
        Assert.Equal(Errno.None, files.Open("dangling"u8, Rewrite, out IFile? file));
        files.Close(file!);
        Assert.True(File.Exists(Path.Combine(_tree.Inside, "nowhere")));
    }

    [Theory]
    [MemberData(nameof(GrantedTree.Implementations), MemberType = typeof(GrantedTree))]
    public void ReadOnlyGrantsRefuseEveryChange(string implementation)
    {
        FileSystem files = _tree.Grant(implementation, isReadOnly: true);
        Assert.Equal("A", GrantedTree.Read(files, "a"u8));
        foreach (OpenMode mode in (OpenMode[])[OpenMode.Write, OpenMode.Read | OpenMode.Write, Rewrite, OpenMode.Read | OpenMode.Create])
        {
            Assert.Equal(Errno.EROFS, files.Open("a"u8, mode, out _));
            Assert.Equal(Errno.EROFS, files.Open("to-sub/../new"u8, mode, out _));
        }

        Assert.Equal(Errno.EROFS, files.Remove("a"u8));
        Assert.Equal(Errno.EROFS, files.Rename("a"u8, "z"u8));
        Assert.Equal("A", File.ReadAllText(Path.Combine(_tree.Inside, "a")));
    }

    [Fact]
    public void OpenFilesAreLimited()
    {
        FileSystem files = _tree.Grant("openat2", openFiles: 2);
        Assert.Equal(Errno.None, files.Open("a"u8, OpenMode.Read, out IFile? first));
        Assert.Equal(Errno.None, files.Open("a"u8, OpenMode.Read, out IFile? second));
        Assert.Equal(Errno.EMFILE, files.Open("a"u8, OpenMode.Read, out _));
        files.Close(first!);
        Assert.Equal(Errno.None, files.Open("a"u8, OpenMode.Read, out IFile? third));
        files.Close(second!);
        files.Close(third!);
    }

    [Fact]
    public void GrantsNestAndNeverMix()
    {
        Mount outer = new(GrantedTree.Open("openat2", _tree.Inside), "/g", isReadOnly: false);
        Mount inner = new(GrantedTree.Open("openat2", _tree.Outside), "/g/sub/here", isReadOnly: true);
        FileSystem files = new(new MountTable([outer, inner]), "/g/sub", 4);
        Assert.Equal("SECRET", GrantedTree.Read(files, "here/secret"u8));
        Assert.Equal("B", GrantedTree.Read(files, "here/../b"u8));
        Assert.Equal("A", GrantedTree.Read(files, "here/dir/../../../a"u8));
        Assert.Equal(Errno.EROFS, files.Open("here/secret"u8, OpenMode.Write, out _));
        Assert.Equal(Errno.EXDEV, files.Rename("b"u8, "here/b"u8));
        Assert.Equal(Errno.EBUSY, files.Remove("here"u8));
    }

    [Fact]
    public void NothingIsVisibleWithoutGrants()
    {
        FileSystem files = new(new MountTable([]), "/", 4);
        Assert.Equal("ENOENT", GrantedTree.Read(files, "a"u8));
        Assert.Equal("ENOENT", GrantedTree.Read(files, "/etc/passwd"u8));
        Assert.Equal("EISDIR", GrantedTree.Read(files, "/"u8));
    }

    [Fact]
    public void AWholeHostCanBeGrantedAtItsOwnPaths()
    {
        FileSystem files = new(new MountTable([new Mount(GrantedTree.Open("openat2", _tree.Inside), _tree.Inside, false)]), _tree.Inside, 4);
        Assert.Equal("A", GrantedTree.Read(files, "abs-inside-a"u8));
        Assert.Equal("ENOENT", GrantedTree.Read(files, "abs-secret"u8));
    }

    [Theory]
    [InlineData("openat2")]
    [InlineData("walk")]
    public void SpecialFilesDoNotHang(string implementation)
    {
        Run("mkfifo", Path.Combine(_tree.Inside, "fifo"));
        FileSystem files = _tree.Grant(implementation);
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Equal(Errno.ENXIO, files.Open("fifo"u8, OpenMode.Write, out _));
        Assert.Equal(Errno.None, files.Open("fifo"u8, OpenMode.Read, out IFile? reader));
        Assert.Equal(FileKind.Stream, reader!.Kind);
        Assert.Equal(Errno.None, files.Open("fifo"u8, OpenMode.Write, out IFile? writer));
        Assert.Equal(Errno.None, writer!.Write(0, "through"u8, out _));
        byte[] buffer = new byte[100];
        Assert.Equal(Errno.None, reader.Read(0, buffer, out int count));
        Assert.Equal("through"u8, buffer.AsSpan(0, count));
        files.Close(writer);
        Assert.Equal(Errno.None, reader.Read(0, buffer, out count));
        Assert.Equal(0, count);
        files.Close(reader);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void DevicesInAGrantBehave()
    {
        FileSystem files = new(new MountTable([new Mount(GrantedTree.Open("openat2", "/dev"), "/dev", false)]), "/dev", 4);
        Assert.Equal("", GrantedTree.Read(files, "null"u8));
        Assert.Equal(new string('\0', 100), GrantedTree.Read(files, "zero"u8));
        Assert.Equal(Errno.None, files.Open("full"u8, OpenMode.Write, out IFile? full));
        Assert.Equal(Errno.ENOSPC, full!.Write(0, "x"u8, out _));
        files.Close(full);
        Assert.Equal("ENOENT", GrantedTree.Read(files, "stdin"u8));
    }

    public void Dispose() => _tree.Dispose();

    private static void Run(string command, string argument)
    {
        using Process process = Process.Start(command, [argument]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
