using System.Reflection.Emit;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Cil;

/// <summary>What code of profiled runs does besides (<see cref="Probes"/>).</summary>
internal sealed unsafe partial class CilEmitter
{
    // What a function's loops may keep in all: more would be much code for little.
    private const int MostKept = 2000;

    private readonly List<Answer> _answers = [];
    private int _kept;

    private bool TakesSamples => Unit.Probes is { TakesSamples: true };

    private long Site => CallPlace.Of(ProfileTier.Cil, Unit.Function, Math.Max(_pc, 0));

    private void Count(long address)
    {
        _il.Emit(OpCodes.Ldc_I8, address);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Dup);
        _il.Emit(OpCodes.Ldind_I8);
        _il.Emit(OpCodes.Ldc_I8, 1L);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stind_I8);
    }

    private void PollLoop(int block)
    {
        if (TakesSamples)
        {
            TakeSample(-1, LiveAt(block), block);
        }
        else
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Volatile);
            _il.Emit(OpCodes.Ldfld, Field(nameof(EngineState.Interrupt)));
            AttendIfTrue(ExitKind.Interrupted, block);
        }
    }

    /// <summary>Takes a sample when one is wanted, or leaves when the run is to stop. The evaluation stack is empty.</summary>
    private void TakeSample() => TakeSample(-1, [], -1);

    private void TakeSampleBehind(int hostCall) => TakeSample(hostCall, [], -1);

    private void TakeSample(int hostCall, int[] kept, int block)
    {
        if (!TakesSamples)
        {
            return;
        }

        Label answer = _il.DefineLabel();
        Label back = _il.DefineLabel();
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldfld, Field(nameof(EngineState.Interrupt)));
        _il.Emit(OpCodes.Brtrue, answer);
        _il.MarkLabel(back);
        _answers.Add(new Answer(answer, back, _now, _pc, hostCall, kept, block));
    }

    private void EmitAnswers()
    {
        foreach ((Label label, Label back, CilActivation activation, int pc, int hostCall, int[] kept, int block) in _answers)
        {
            _il.MarkLabel(label);
            _now = activation;
            _pc = pc;
            Keep(kept);
            StoreDepth(PushDepth);
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I8, Site);
            int number = Unit.Exits.Add(new CompiledExit(ExitKind.Interrupted, TrapKind.None, Places(), block));
            _il.Emit(OpCodes.Ldc_I4, number);
            if (hostCall >= 0)
            {
                _il.Emit(OpCodes.Ldc_I4, hostCall);
            }

            _il.Emit(OpCodes.Call, hostCall >= 0 ? CilMethods.AnswerBehindHostCall : CilMethods.Answer);
            Restore(kept);
            LeaveUnlessGoingOn();
            if (block > 0 && _outermost.CanSwitch)
            {
                LoadField(nameof(EngineState.SwitchAt));
                _il.Emit(OpCodes.Ldc_I4, number);
                _il.Emit(OpCodes.Bne_Un, back);
                Switch(block, number);
            }
            else
            {
                _il.Emit(OpCodes.Br, back);
            }
        }
    }

    private void LeaveUnlessGoingOn()
    {
        Label goesOn = _il.DefineLabel();
        LoadField(nameof(EngineState.Leaving));
        _il.Emit(OpCodes.Brfalse, goesOn);
        ReturnNothing();
        _il.MarkLabel(goesOn);
    }

    /// <summary>The registers that a loop at a block needs from before, roughly. Kept while a sample is taken, they don't live across a call, and .NET's
    /// compiler leaves them in the registers that calls destroy. Those left out are right all the same, and slower.</summary>
    private int[] LiveAt(int block)
    {
        bool[] isRead = new bool[Ir.RegisterCount];
        for (int later = block; later < Ir.BlockCount; later++)
        {
            for (int i = Ir.Blocks[later].First; i >= 0; i = Ir.Instructions[i].Next)
            {
                ref IrInstruction instruction = ref Ir.Instructions[i];
                Note(instruction.A, block, isRead);
                Note(instruction.B, block, isRead);
                Note(instruction.C, block, isRead);
                (int start, int count) = Operands.List(instruction);
                for (int operand = 0; operand < count; operand++)
                {
                    Note(Ir.Lists[start + operand], block, isRead);
                }
            }
        }

        List<int> live = [];
        for (int register = 0; register < isRead.Length; register++)
        {
            if (isRead[register])
            {
                live.Add(register);
            }
        }

        _kept += live.Count;
        return _kept > MostKept || live.Count > Probes.ScratchSlots ? [] : [.. live];
    }

    /// <summary>Notes a register that is read, when its value may come from before the block.</summary>
    private void Note(int register, int block, bool[] isRead)
    {
        if (register < 0 || Ir.IsConstant(register) || Absorbed(register) >= 0)
        {
            return;
        }

        int definition = Ir.Definitions[register];
        isRead[register] |= Ir.IsLocal(register) || (definition >= 0 && Ir.Instructions[definition].Block < block);
    }

    private void Keep(int[] registers)
    {
        for (int i = 0; i < registers.Length; i++)
        {
            PushScratch(i);
            _il.Emit(OpCodes.Ldloc, LocalOf(registers[i]));
            CilTypes.StoreSlot(_il, Ir.Types[registers[i]]);
        }
    }

    private void Restore(int[] registers)
    {
        for (int i = 0; i < registers.Length; i++)
        {
            PushScratch(i);
            CilTypes.LoadSlot(_il, Ir.Types[registers[i]]);
            Set(registers[i]);
        }

        if (registers.Length > 0)
        {
            LoadMemory();
        }
    }

    private void PushScratch(int slot)
    {
        _il.Emit(OpCodes.Ldc_I8, (long)Unit.Probes!.Scratch + (slot * sizeof(long)));
        _il.Emit(OpCodes.Conv_I);
    }

    /// <summary>Tells from where a call is made that leaves so much of the call depth.</summary>
    private void NoteCallSite(LocalBuilder left)
    {
        if (!TakesSamples)
        {
            return;
        }

        _il.Emit(OpCodes.Ldc_I8, (long)Unit.Probes!.CallSites);
        _il.Emit(OpCodes.Ldloc, left);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Ldc_I8, Site);
        _il.Emit(OpCodes.Stind_I8);
    }

    private readonly record struct Answer(Label Label, Label Back, CilActivation Activation, int Pc, int HostCall, int[] Kept, int Block);
}
