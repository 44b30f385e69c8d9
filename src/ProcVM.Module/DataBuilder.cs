namespace ProcVM.Module;

/// <summary>Lays out a module's static memory: addresses for variables, bytes for constants.</summary>
public sealed class DataBuilder
{
    /// <summary>Bytes at the start of memory that hold nothing, so that nil and small offsets from it are never data.</summary>
    public const uint NilPage = 1024;

    /// <summary>The most static memory a builder lays out.</summary>
    public const uint MaxStatics = 1u << 30;

    private const int NearbyGap = 16;

    private readonly CodeBuffer _bytes = new(1024);
    private readonly List<Run> _runs = [];
    private readonly List<(uint Address, FunctionHandle Function)> _references = [];
    private readonly Dictionary<string, uint> _interned = new(StringComparer.Ordinal);
    private uint _highest;

    /// <summary>The first address after what was laid out.</summary>
    public uint End { get; private set; } = NilPage;

    /// <summary>True when more than <see cref="MaxStatics"/> was asked for; addresses are meaningless then.</summary>
    public bool IsFull { get; private set; }

    /// <summary>An address for zeroed bytes.</summary>
    /// <param name="size">Bytes.</param>
    /// <param name="alignment">A power of two.</param>
    public uint Reserve(uint size, uint alignment)
    {
        ulong address = ((ulong)End + alignment - 1) & ~((ulong)alignment - 1);
        if (address + size > MaxStatics)
        {
            IsFull = true;
            return NilPage;
        }

        End = (uint)(address + size);
        return (uint)address;
    }

    /// <summary>An address for bytes with a first value.</summary>
    public uint Place(ReadOnlySpan<byte> bytes, uint alignment)
    {
        uint address = Reserve((uint)bytes.Length, alignment);
        Initialise(address, bytes);
        return address;
    }

    /// <summary>An address for constant bytes, given as Latin-1 text; equal constants share one.</summary>
    public uint Intern(string latin1)
    {
        if (!_interned.TryGetValue(latin1, out uint address))
        {
            byte[] bytes = new byte[latin1.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)latin1[i];
            }

            address = Place(bytes, 1);
            _interned.Add(latin1, address);
        }

        return address;
    }

    /// <summary>Gives reserved bytes a first value; a later value of the same byte wins.</summary>
    public void Initialise(uint address, ReadOnlySpan<byte> bytes)
    {
        if (IsFull || bytes.IsEmpty || bytes.IndexOfAnyExcept((byte)0) < 0)
        {
            return;
        }

        Run last = _runs.Count > 0 ? _runs[^1] : default;
        uint end = last.Address + (uint)last.Length;
        // Zeros may fill a gap only where nothing has a value yet: behind all runs.
        bool isBehindAll = _runs.Count > 0 && end == _highest && address >= end;
        _highest = Math.Max(_highest, address + (uint)bytes.Length);
        if (isBehindAll && address - end <= NearbyGap)
        {
            for (; end < address; end++)
            {
                _bytes.WriteByte(0);
            }

            _bytes.WriteBytes(bytes);
            _runs[^1] = last with { Length = (int)(address + (uint)bytes.Length - last.Address) };
            return;
        }

        _runs.Add(new Run(address, _bytes.Length, bytes.Length));
        _bytes.WriteBytes(bytes);
    }

    /// <summary>Stores a function's reference (4 bytes) in the first value of memory.</summary>
    public void InitialiseReference(uint address, FunctionHandle function) => _references.Add((address, function));

    internal DataSegment[] Build(Func<FunctionHandle, int> indexOf)
    {
        Span<byte> word = stackalloc byte[4];
        foreach ((uint address, FunctionHandle function) in _references)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(word, indexOf(function) + 1);
            Initialise(address, word);
        }

        _references.Clear();
        byte[] all = _bytes.Written.ToArray();
        DataSegment[] segments = new DataSegment[_runs.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            segments[i] = new DataSegment(true, _runs[i].Address, all.AsMemory(_runs[i].Start, _runs[i].Length));
        }

        return segments;
    }

    private readonly record struct Run(uint Address, int Start, int Length);
}
