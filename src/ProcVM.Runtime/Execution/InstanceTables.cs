using ProcVM.Module;

namespace ProcVM.Runtime.Execution;

/// <summary>The tables and passive segments of an instance.</summary>
internal sealed class InstanceTables
{
    private const uint MostEntries = 1_000_000;
    private readonly PcodeModule _module;
    private readonly uint[][] _tables;
    private readonly bool[] _droppedData;
    private readonly bool[] _droppedElements;

    public InstanceTables(PcodeModule module)
    {
        _module = module;
        _tables = new uint[module.Tables.Length][];
        for (int i = 0; i < _tables.Length; i++)
        {
            _tables[i] = new uint[module.Tables[i].Minimum];
        }

        _droppedData = new bool[module.Data.Length];
        _droppedElements = new bool[module.Elements.Length];
        for (int i = 0; i < module.Data.Length; i++)
        {
            _droppedData[i] = module.Data[i].IsActive;
        }

        for (int i = 0; i < module.Elements.Length; i++)
        {
            ElementSegment segment = module.Elements[i];
            _droppedElements[i] = segment.IsActive;
            if (segment.IsActive)
            {
                // The verifier has checked that it fits the table's minimum.
                segment.References.CopyTo(_tables[segment.Table].AsSpan((int)segment.Offset));
            }
        }
    }

    /// <summary>The bytes of a data segment; none when it was dropped.</summary>
    public ReadOnlySpan<byte> Data(int segment) => _droppedData[segment] ? default : _module.Data[segment].Bytes.Span;

    /// <summary>Empties a data segment.</summary>
    public void DropData(int segment) => _droppedData[segment] = true;

    /// <summary>The references of an element segment; none when it was dropped.</summary>
    public ReadOnlySpan<uint> Elements(int segment) => _droppedElements[segment] ? default : _module.Elements[segment].References;

    /// <summary>Empties an element segment.</summary>
    public void DropElements(int segment) => _droppedElements[segment] = true;

    /// <summary>The entries of a table.</summary>
    public Span<uint> Entries(int table) => _tables[table];

    /// <summary>Adds entries to a table; its old size, or −1 beyond its maximum.</summary>
    public int Grow(int table, uint count, uint reference)
    {
        uint size = (uint)_tables[table].Length;
        if ((ulong)size + count > Math.Min(_module.Tables[table].Maximum, MostEntries))
        {
            return -1;
        }

        Array.Resize(ref _tables[table], (int)(size + count));
        _tables[table].AsSpan((int)size).Fill(reference);
        return (int)size;
    }
}
