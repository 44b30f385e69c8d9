using Iced.Intel;
using ProcVM.X86.Memory;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Gives the decoder a guest's bytes, as far as they may be fetched.</summary>
internal sealed unsafe class GuestCodeReader(MemoryUnit memory) : CodeReader
{
    private byte* _bytes;
    private int _left;
    private ulong _address;

    /// <summary>Goes to an address; false, with the fault set, when nothing can be fetched there.</summary>
    public bool TryStart(ulong address)
    {
        _address = address;
        _left = 0;
        return TryFill();
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        if (_left == 0 && !TryFill())
        {
            return -1;
        }

        _left--;
        _address++;
        return *_bytes++;
    }

    private bool TryFill()
    {
        _bytes = memory.Fetch(_address);
        _left = _bytes == null ? 0 : (int)(Pages.Size - (_address & (Pages.Size - 1)));
        return _bytes != null;
    }
}
