using System.Runtime.CompilerServices;
using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>A function in intermediate form: blocks of instructions over virtual registers.</summary>
/// <remarks>Registers 0..LocalCount−1 are the parameters and locals and can be assigned many times; all others are assigned
/// once (the registers of a label's operand stack at each branch to it), constants never.</remarks>
internal sealed class IrFunction
{
    /// <summary>In place of a definition, for registers that each branch to a label assigns.</summary>
    public const int ManyDefinitions = -2;

    private int[] _constantSlots = new int[64];
    private int _constantCount;

    /// <summary>The instructions; a slot is never reused.</summary>
    public IrInstruction[] Instructions = new IrInstruction[64];

    /// <summary>Number of instructions.</summary>
    public int Count;

    /// <summary>The blocks, in code order.</summary>
    public IrBlock[] Blocks = new IrBlock[16];

    /// <summary>Number of blocks.</summary>
    public int BlockCount;

    /// <summary>Types of the registers.</summary>
    public ValueType[] Types = new ValueType[128];

    /// <summary>Bits of constants.</summary>
    public ulong[] Constants = new ulong[128];

    /// <summary>True for constants.</summary>
    public bool[] IsConstantFlags = new bool[128];

    /// <summary>The instruction that defines a temporary; negative when there is none, or more than one.</summary>
    public int[] Definitions = new int[128];

    /// <summary>Number of registers.</summary>
    public int RegisterCount;

    /// <summary>Parameters and locals.</summary>
    public int LocalCount;

    /// <summary>Parameters.</summary>
    public int ParameterCount;

    /// <summary>Operands and results of calls, operand lists of labels.</summary>
    public int[] Lists = new int[32];

    /// <summary>Length of <see cref="Lists"/> used.</summary>
    public int ListCount;

    /// <summary>The block that starts with each label.</summary>
    public int[] LabelBlocks = [];

    /// <summary>Which labels <c>escape</c> may name.</summary>
    public bool[] EscapeTargets = [];

    /// <summary>True when <c>escape</c> may name one of the labels.</summary>
    public bool HasEscapeTargets;

    /// <summary>By block: true when a loop begins there that may run long; empty until <see cref="AccessBounds"/> looked.</summary>
    public bool[] LongLoops = [];

    /// <summary>Bytes of memory frame.</summary>
    public int FrameSize;

    /// <summary>A register.</summary>
    public int NewRegister(ValueType type)
    {
        if (RegisterCount == Types.Length)
        {
            int size = RegisterCount * 2;
            Arrays.Resize(ref Types, size);
            Arrays.Resize(ref Constants, size);
            Arrays.Resize(ref IsConstantFlags, size);
            Arrays.Resize(ref Definitions, size);
        }

        Types[RegisterCount] = type;
        Definitions[RegisterCount] = -1;
        return RegisterCount++;
    }

    /// <summary>True for registers that are assigned once and are no constants.</summary>
    public bool IsTemporary(int register) => register >= LocalCount && !IsConstantFlags[register];

    /// <summary>True for parameters and locals.</summary>
    public bool IsLocal(int register) => (uint)register < (uint)LocalCount;

    /// <summary>True for constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsConstant(int register) => register >= 0 && IsConstantFlags[register];

    /// <summary>The instruction that is done where a register is used (<see cref="Fusion"/>), or −1.</summary>
    public int AbsorbedDefinition(int register)
    {
        int definition = register >= 0 && IsTemporary(register) ? Definitions[register] : -1;
        return definition >= 0 && Instructions[definition].IsGone && Instructions[definition].Position >= 0 ? definition : -1;
    }

    /// <summary>How many blocks an instruction may branch to.</summary>
    public static int TargetCount(in IrInstruction instruction) => instruction.Op switch
    {
        Opcode.Br or Opcode.BrIf or Opcode.BrIfz => 1,
        Opcode.BrTable => (int)instruction.Imm2 + 1,
        _ => 0,
    };

    /// <summary>One of the blocks that an instruction may branch to.</summary>
    public int Target(in IrInstruction instruction, int number) =>
        LabelBlocks[instruction.Op == Opcode.BrTable ? Lists[instruction.Imm + number] : instruction.Imm];

    /// <summary>By block: true when a backward branch goes there.</summary>
    public bool[] FindLoopHeads()
    {
        bool[] heads = new bool[BlockCount];
        for (int block = 0; block < BlockCount; block++)
        {
            for (int i = Blocks[block].First; i >= 0; i = Instructions[i].Next)
            {
                for (int number = 0; number < TargetCount(Instructions[i]); number++)
                {
                    int target = Target(Instructions[i], number);
                    heads[target] |= target <= block;
                }
            }
        }

        return heads;
    }

    /// <summary>A constant's value as an i32.</summary>
    public int Int32(int register) => (int)Constants[register];

    /// <summary>The register of a constant; the same for the same type and bits.</summary>
    public int Constant(ValueType type, ulong bits)
    {
        if (_constantCount * 2 >= _constantSlots.Length)
        {
            GrowConstants();
        }

        int mask = _constantSlots.Length - 1;
        for (int i = Hash(type, bits) & mask; ; i = (i + 1) & mask)
        {
            int found = _constantSlots[i] - 1;
            if (found < 0)
            {
                found = NewRegister(type);
                IsConstantFlags[found] = true;
                Constants[found] = bits;
                _constantSlots[i] = found + 1;
                _constantCount++;
                return found;
            }

            if (Constants[found] == bits && Types[found] == type)
            {
                return found;
            }
        }
    }

    /// <summary>Appends an instruction to a block.</summary>
    public int Append(int block, in IrInstruction instruction)
    {
        int index = Allocate(instruction);
        Link(block, index, Blocks[block].Last);
        return index;
    }

    /// <summary>Inserts an instruction before another.</summary>
    public int InsertBefore(int other, in IrInstruction instruction)
    {
        int index = Allocate(instruction);
        Link(Instructions[other].Block, index, Instructions[other].Previous);
        return index;
    }

    /// <summary>Moves an instruction to the end of a block.</summary>
    public void MoveToEnd(int index, int block)
    {
        ref IrInstruction instruction = ref Instructions[index];
        ref IrBlock from = ref Blocks[instruction.Block];
        if (instruction.Previous >= 0)
        {
            Instructions[instruction.Previous].Next = instruction.Next;
        }
        else
        {
            from.First = instruction.Next;
        }

        if (instruction.Next >= 0)
        {
            Instructions[instruction.Next].Previous = instruction.Previous;
        }
        else
        {
            from.Last = instruction.Previous;
        }

        Link(block, index, Blocks[block].Last);
    }

    /// <summary>Starts a block.</summary>
    public int NewBlock(int label)
    {
        if (BlockCount == Blocks.Length)
        {
            Arrays.Resize(ref Blocks, BlockCount * 2);
        }

        Blocks[BlockCount] = new IrBlock { First = -1, Last = -1, Label = label };
        return BlockCount++;
    }

    /// <summary>Reserves a stretch of <see cref="Lists"/>.</summary>
    public int NewList(int length)
    {
        int start = ListCount;
        ListCount += length;
        if (ListCount > Lists.Length)
        {
            Arrays.Resize(ref Lists, Math.Max(ListCount, Lists.Length * 2));
        }

        return start;
    }

    private int Allocate(in IrInstruction instruction)
    {
        if (Count == Instructions.Length)
        {
            Arrays.Resize(ref Instructions, Count * 2);
        }

        Instructions[Count] = instruction;
        if (instruction.Dst >= LocalCount && Definitions[instruction.Dst] != ManyDefinitions)
        {
            Definitions[instruction.Dst] = Count;
        }

        return Count++;
    }

    private void Link(int block, int index, int previous)
    {
        ref IrBlock to = ref Blocks[block];
        ref IrInstruction instruction = ref Instructions[index];
        int next = previous >= 0 ? Instructions[previous].Next : to.First;
        instruction.Block = block;
        instruction.Previous = previous;
        instruction.Next = next;
        if (previous >= 0)
        {
            Instructions[previous].Next = index;
        }
        else
        {
            to.First = index;
        }

        if (next >= 0)
        {
            Instructions[next].Previous = index;
        }
        else
        {
            to.Last = index;
        }
    }

    private void GrowConstants()
    {
        int[] old = _constantSlots;
        _constantSlots = new int[old.Length * 2];
        int mask = _constantSlots.Length - 1;
        foreach (int entry in old)
        {
            if (entry != 0)
            {
                int i = Hash(Types[entry - 1], Constants[entry - 1]) & mask;
                while (_constantSlots[i] != 0)
                {
                    i = (i + 1) & mask;
                }

                _constantSlots[i] = entry;
            }
        }
    }

    private static int Hash(ValueType type, ulong bits)
    {
        ulong mixed = (bits ^ ((ulong)type << 56)) * 0x9E37_79B9_7F4A_7C15;
        return (int)(mixed >> 33);
    }
}
