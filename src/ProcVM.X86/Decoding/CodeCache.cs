using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProcVM.X86.Memory;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>The code of an address space that one thread has decoded, block by block.</summary>
/// <remarks>When bytes that a block was decoded from change, all its operations become <see cref="Op.Stale"/>: whoever runs in it, or jumps to it, looks the
/// address up again at the very next operation. Memory is given back only when the whole cache is emptied, which happens where no operation is being run.</remarks>
internal sealed unsafe class CodeCache : IPageWatcher, IDisposable
{
    private const int Capacity = 1 << 18;
    private const int JumpEntries = 1 << 12;
    private const ulong NoAddress = 1;

    private readonly Dictionary<ulong, nint> _blocks = [];
    private readonly Dictionary<ulong, List<Block>> _pages = [];
    private readonly BlockDecoder _decoder;
    private readonly Pages _memory;
    private Operation* _operations;
    private Operation* _once;
    private int _used;
    private int _emptied;

    /// <summary>An empty cache of the code in some pages.</summary>
    public CodeCache(MemoryUnit unit, Pages memory)
    {
        _memory = memory;
        _decoder = new BlockDecoder(unit);
        _operations = (Operation*)NativeMemory.Alloc(Capacity, (nuint)sizeof(Operation));
        _once = (Operation*)NativeMemory.Alloc(BlockDecoder.MostOperations, (nuint)sizeof(Operation));
        Jumps = (JumpEntry*)NativeMemory.Alloc(JumpEntries, (nuint)sizeof(JumpEntry));
        Empty();
    }

    ~CodeCache() => Free();

    /// <summary>The last block found for each of many addresses; see <see cref="JumpIndex"/>.</summary>
    public JumpEntry* Jumps { get; private set; }

    /// <summary>Where in <see cref="Jumps"/> an address is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int JumpIndex(ulong address) => (int)(address ^ (address >> 12)) & (JumpEntries - 1);

    /// <summary>Goes over to 32-bit code, or back: the same bytes are other instructions there. Nothing may run meanwhile.</summary>
    public void SetMode(bool is32Bit)
    {
        if (_decoder.Is32Bit != is32Bit)
        {
            _decoder.Is32Bit = is32Bit;
            Empty();
        }
    }

    /// <summary>The code at an address; null, with the fault set, when there can be none.</summary>
    /// <param name="address">The address.</param>
    /// <param name="limit">The most instructions; a shorter block than usual isn't kept.</param>
    public Operation* Find(ulong address, int limit)
    {
        if (limit < BlockDecoder.MostInstructions || _memory.IsShared(address))
        {
            // What others can write to without this cache hearing of it is decoded each time.
            return _decoder.TryDecode(address, Math.Min(limit, _memory.IsShared(address) ? 1 : limit), _once, out _, out _) ? _once : null;
        }

        if (!_blocks.TryGetValue(address, out nint known))
        {
            known = (nint)Decode(address);
        }

        if (known != 0)
        {
            JumpEntry* entry = Jumps + JumpIndex(address);
            entry->Address = address;
            entry->Code = (Operation*)known;
        }

        return (Operation*)known;
    }

    /// <summary>The code that a jump goes to, which is remembered with the jump.</summary>
    public Operation* Follow(Operation* jump, ulong target, int limit)
    {
        int emptied = _emptied;
        Operation* found = Find(target, limit);
        bool isJumpKept = jump >= _operations && jump < _operations + Capacity;
        if (found != null && found != _once && isJumpKept && emptied == _emptied)
        {
            jump->Target = found;
        }

        return found;
    }

    /// <inheritdoc/>
    public void Note(ulong page) => _pages.TryAdd(page, []);

    /// <inheritdoc/>
    public bool Remembers(ulong page) => _pages.ContainsKey(page);

    /// <inheritdoc/>
    public void Forget(ulong page, ulong end)
    {
        if (_pages.Count == 0)
        {
            return;
        }

        if (end - page > (ulong)_pages.Count)
        {
            foreach (ulong known in _pages.Keys.ToArray())
            {
                if (known >= page && known < end)
                {
                    ForgetPage(known);
                }
            }

            return;
        }

        for (; page < end; page++)
        {
            ForgetPage(page);
        }
    }

    /// <summary>Gives the memory back; nothing may run any more.</summary>
    public void Dispose()
    {
        _blocks.Clear();
        _pages.Clear();
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_operations);
        NativeMemory.Free(_once);
        NativeMemory.Free(Jumps);
        _operations = null;
        _once = null;
        Jumps = null;
    }

    private Operation* Decode(ulong address)
    {
        if (_used + BlockDecoder.MostOperations > Capacity)
        {
            Empty();
        }

        Operation* start = _operations + _used;
        if (!_decoder.TryDecode(address, BlockDecoder.MostInstructions, start, out int count, out ulong end))
        {
            return null;
        }

        _used += count;
        _blocks[address] = (nint)start;
        Block block = new(address, (nint)start, count);
        lock (_memory.Lock)
        {
            // Noted when they were fetched.
            for (ulong page = address >> 12; page <= (end - 1) >> 12; page++)
            {
                if (!_pages.TryGetValue(page, out List<Block>? blocks))
                {
                    _pages.Add(page, blocks = []);
                }

                blocks.Add(block);
            }
        }

        return start;
    }

    private void ForgetPage(ulong page)
    {
        if (!_pages.Remove(page, out List<Block>? blocks))
        {
            return;
        }

        foreach (Block block in blocks)
        {
            for (int i = 0; i < block.Count; i++)
            {
                ((Operation*)block.Start)[i].Code = Op.Stale;
            }

            if (_blocks.TryGetValue(block.Address, out nint known) && known == block.Start)
            {
                _blocks.Remove(block.Address);
            }

            JumpEntry* entry = Jumps + JumpIndex(block.Address);
            if (entry->Address == block.Address)
            {
                entry->Address = NoAddress;
                entry->Code = null;
            }
        }
    }

    private void Empty()
    {
        _blocks.Clear();
        lock (_memory.Lock)
        {
            _pages.Clear();
        }

        _used = 0;
        _emptied++;
        for (int i = 0; i < JumpEntries; i++)
        {
            Jumps[i] = new JumpEntry { Address = NoAddress };
        }
    }

    private readonly record struct Block(ulong Address, nint Start, int Count);
}
