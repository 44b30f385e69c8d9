using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Decodes a run of instructions: from one address to the first that always goes elsewhere.</summary>
internal sealed unsafe class BlockDecoder
{
    /// <summary>The most instructions of a block.</summary>
    public const int MostInstructions = 64;

    /// <summary>The most operations of a block: ten for each instruction, and the end.</summary>
    public const int MostOperations = (MostInstructions * Lowering.MostOperations) + 1;

    private readonly GuestCodeReader _reader;
    private readonly Decoder _wide;
    private readonly Decoder _narrow;

    /// <summary>A decoder of code that the unit can fetch.</summary>
    public BlockDecoder(MemoryUnit memory)
    {
        _reader = new GuestCodeReader(memory);
        _wide = Decoder.Create(64, _reader);
        _narrow = Decoder.Create(32, _reader);
    }

    /// <summary>True for 32-bit code.</summary>
    public bool Is32Bit { get; set; }

    /// <summary>Decodes a block; false, with the fault set, when its first instruction can't be fetched.</summary>
    /// <param name="address">Where it begins.</param>
    /// <param name="limit">The most instructions.</param>
    /// <param name="to">Takes the operations.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="end">The address behind the last instruction.</param>
    public bool TryDecode(ulong address, int limit, Operation* to, out int count, out ulong end)
    {
        count = 0;
        end = address;
        if (!_reader.TryStart(address))
        {
            return false;
        }

        Decoder decoder = Is32Bit ? _narrow : _wide;
        decoder.IP = address;
        Lowering lowering = new(to, Is32Bit);
        ushort number = 0;
        bool isOpen = true;
        while (isOpen && number < limit)
        {
            decoder.Decode(out Instruction instruction);
            if (decoder.LastError == DecoderError.NoMoreBytes)
            {
                if (number == 0)
                {
                    return false;
                }

                // The fault is that of the block which begins there.
                break;
            }

            number++;
            end = instruction.NextIP;
            isOpen = lowering.Add(instruction, number);
        }

        count = lowering.Finish(end, number);
        return true;
    }
}
