using System.Runtime.InteropServices;
using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Runtime.Profiling;

/// <summary>How often each basic block was entered. A block begins behind the instruction that ended the one before: a label or a conditional branch; the
/// first one behind nothing.</summary>
/// <remarks>Calls end no block. The activations that are left at a call or trap for good, when the run ends or by an escape, are noted one by one
/// (<see cref="ProfileRecorder"/>): the rest of their block wasn't executed.</remarks>
public sealed unsafe class BlockCounters : IDisposable
{
    /// <summary>In place of the ender's offset, for a function's first block.</summary>
    public const int Entry = -1;

    private readonly PcodeModule _module;
    private readonly int[]?[] _enders;
    private readonly nint[] _counts;

    internal BlockCounters(PcodeModule module)
    {
        _module = module;
        _enders = new int[]?[module.FunctionCount];
        _counts = new nint[module.FunctionCount];
    }

    /// <summary>True when an instruction ends a basic block and control may go on behind it.</summary>
    public static bool EndsBlock(Opcode op) => op is Opcode.Label or Opcode.BrIf or Opcode.BrIfz;

    /// <summary>How often the block behind an instruction was entered.</summary>
    public long Read(int function, int ender) => _enders[function] is { } enders && Array.BinarySearch(enders, ender) is >= 0 and var i
        ? ((long*)_counts[function])[i] : 0;

    /// <summary>How often a function of the module was entered.</summary>
    public long Calls(int function) => Read(function, Entry);

    /// <summary>Gives the memory back; nothing may run that counts.</summary>
    public void Dispose()
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            NativeBlock.Free((void*)_counts[i]);
            _counts[i] = 0;
            _enders[i] = null;
        }
    }

    /// <summary>Where the block behind an instruction is counted.</summary>
    // SAFETY: lives until Dispose, which comes after the instance's; the enders are those of EndsBlock, so the search finds each that lowering asks for.
    internal long* AddressOf(int function, int ender)
    {
        int[] enders = _enders[function] ??= FindEnders(function);
        if (_counts[function] == 0)
        {
            _counts[function] = (nint)NativeMemory.AllocZeroed((nuint)enders.Length, sizeof(long));
        }

        return (long*)_counts[function] + Array.BinarySearch(enders, ender);
    }

    private int[] FindEnders(int function)
    {
        List<int> enders = [Entry];
        CodeReader code = new(_module.Functions[function - _module.Imports.Length].Code.Span);
        while (!code.AtEnd)
        {
            int offset = code.Offset;
            Opcode op = code.ReadOpcode();
            code.Skip(OpcodeTable.Get(op).Immediate);
            if (EndsBlock(op))
            {
                enders.Add(offset);
            }
        }

        return [.. enders];
    }
}
