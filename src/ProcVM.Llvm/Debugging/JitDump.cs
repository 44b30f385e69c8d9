using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ProcVM.Llvm;

/// <summary>Writes the dump from which <c>perf inject --jit</c> makes images of code made at run time
/// (linux/tools/perf/Documentation/jitdump-specification.txt).</summary>
/// <remarks>Record with <c>perf record -k mono</c>. Safe for use by several threads. The file is opened when this is made: do
/// that before the process confines itself.</remarks>
public sealed unsafe class JitDump : IDisposable
{
    private const int HeaderSize = 40;
    private const int RecordSize = 16;
    private const int LoadSize = 40;
    private const int X86_64 = 62;
    private const uint CodeLoad = 0;
    private const uint CodeClose = 3;

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly void* _marker;
    private readonly nuint _markerSize = (nuint)Environment.SystemPageSize;
    private ulong _index;
    private bool _isClosed;

    /// <summary>Starts a dump in a directory.</summary>
    public JitDump(string directory)
    {
        Path = System.IO.Path.Combine(directory, $"jit-{Environment.ProcessId}.dump");
        _file = new FileStream(Path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        Span<byte> header = stackalloc byte[HeaderSize];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x4A695444); // "JiTD"
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], HeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], X86_64);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], (uint)Environment.ProcessId);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], Now());
        _file.Write(header);
        // perf learns of the file because this process maps a page of it executable.
        _marker = Map(_file.SafeFileHandle, _markerSize);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes a function and its code.</summary>
    public void Add(in NativeFunction function, ReadOnlySpan<byte> code)
    {
        byte[] name = Encoding.UTF8.GetBytes(function.Name.Replace('\0', ' ') + "\0");
        int size = RecordSize + LoadSize + name.Length + code.Length;
        byte[] record = new byte[size];
        Span<byte> body = record.AsSpan(RecordSize);
        BinaryPrimitives.WriteUInt32LittleEndian(body, (uint)Environment.ProcessId);
        BinaryPrimitives.WriteUInt32LittleEndian(body[4..], (uint)Environment.ProcessId);
        BinaryPrimitives.WriteInt64LittleEndian(body[8..], function.Address);
        BinaryPrimitives.WriteInt64LittleEndian(body[16..], function.Address);
        BinaryPrimitives.WriteUInt64LittleEndian(body[24..], (ulong)code.Length);
        name.CopyTo(body[LoadSize..]);
        code.CopyTo(body[(LoadSize + name.Length)..]);
        lock (_lock)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(body[32..], _index++);
            Write(record, CodeLoad);
        }
    }

    /// <summary>Ends the dump.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            Write(new byte[RecordSize], CodeClose);
            if (_marker is not null)
            {
                _ = Libc.munmap(_marker, _markerSize);
            }

            _file.Dispose();
        }
    }

    private static ulong Now() => (ulong)(Stopwatch.GetTimestamp() * (1_000_000_000.0 / Stopwatch.Frequency));

    private static void* Map(SafeFileHandle file, nuint size)
    {
        // SAFETY: a private mapping of its own that nobody reads.
        void* page = Libc.mmap(null, size, Libc.PROT_READ | Libc.PROT_EXEC, Libc.MAP_PRIVATE, (int)file.DangerousGetHandle(), 0);
        return (nint)page == -1 ? null : page;
    }

    private void Write(byte[] record, uint kind)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record, kind);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), (uint)record.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(8), Now());
        _file.Write(record);
    }
}
