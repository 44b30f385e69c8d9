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

    // In place of the function behind whose call an answer is given: none, and the one that a local variable holds.
    private const int NoFunction = -1;
    private const int AnyFunction = -2;

    private readonly List<Answer> _answers = [];
    private int _kept;

    private bool TakesSamples => Unit.Probes is { TakesSamples: true };

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
        PushInterrupt();
        if (TakesSamples)
        {
            AnswerIfTrue(OpCodes.Brtrue, NoFunction, LiveAt(block), block);
        }
        else
        {
            AttendIfTrue(ExitKind.Interrupted, block);
        }
    }

    /// <summary>Takes a sample when one is wanted, or leaves when the run is to stop. The evaluation stack is empty.</summary>
    private void TakeSample(int behind = NoFunction)
    {
        if (TakesSamples)
        {
            PushInterrupt();
            AnswerIfTrue(OpCodes.Brtrue, behind, [], -1);
        }
    }

    /// <summary>At the end of a function that is inlined: what its last instructions took is its own.</summary>
    private void TakeSampleAtReturn()
    {
        if (_now.Callers.Length > 0 && IsSampledInlined(Unit, _now.Callers[0].Function))
        {
            TakeSample();
        }
    }

    /// <summary>True when a sample tells a function that is inlined from the one around it. A look costs as much as a few instructions do, so they count as the
    /// caller's; and in a function that is inlined in itself there is nothing to tell.</summary>
    private bool IsSampledInlined(CompilationUnit callee, int caller) =>
        TakesSamples && callee.Function != caller && (callee.Ir.Count > Probes.MostUnseen || callee.Ir.FindLoopHeads().Contains(true));

    /// <summary>Behind a call: takes a sample for the callee, and tells this place when the callee's callers are asked for.</summary>
    /// <param name="behind">The callee; none for one that a local variable holds.</param>
    private void TellBehind(int behind)
    {
        PushDepth();
        LoadField(nameof(EngineState.Tell));
        AnswerIfTrue(OpCodes.Bgt, behind, [], -1);
    }

    private void PushInterrupt()
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldfld, Field(nameof(EngineState.Interrupt)));
    }

    private void AnswerIfTrue(OpCode branch, int behind, int[] kept, int block)
    {
        Label answer = _il.DefineLabel();
        Label back = _il.DefineLabel();
        _il.Emit(branch, answer);
        _il.MarkLabel(back);
        _answers.Add(new Answer(answer, back, _now, _pc, behind, kept, block, null));
    }

    /// <summary>The call depth left is below its floor: it is used up, or something is asked.</summary>
    private void AnswerIfBelowFloor(LocalBuilder left)
    {
        _il.Emit(OpCodes.Ldloc, left);
        LoadField(nameof(EngineState.DepthFloor));
        Label answer = _il.DefineLabel();
        Label back = _il.DefineLabel();
        _il.Emit(OpCodes.Blt, answer);
        _il.MarkLabel(back);
        _answers.Add(new Answer(answer, back, _now, _pc, NoFunction, [], -1, left));
    }

    private void EmitAnswers()
    {
        foreach (Answer answer in _answers)
        {
            _il.MarkLabel(answer.Label);
            _now = answer.Activation;
            _pc = answer.Pc;
            if (answer.Left is { } left)
            {
                _il.Emit(OpCodes.Ldloc, left);
                _il.Emit(OpCodes.Ldc_I4_0);
                _il.Emit(OpCodes.Conv_I8);
                _il.Emit(OpCodes.Blt, TrapAt(TrapKind.Stack));
            }

            Keep(answer.Kept);
            StoreDepth(PushDepth);
            int number = Unit.Exits.Add(new CompiledExit(ExitKind.Interrupted, TrapKind.None, Places(), answer.Block, answer.Behind));
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldc_I4, number);
            PushBehind(answer.Behind);
            _il.Emit(OpCodes.Call, CilMethods.Answer);
            Restore(answer.Kept);
            LeaveUnlessGoingOn();
            if (answer.Block > 0 && _outermost.CanSwitch)
            {
                LoadField(nameof(EngineState.SwitchAt));
                _il.Emit(OpCodes.Ldc_I4, number);
                _il.Emit(OpCodes.Bne_Un, answer.Back);
                Switch(answer.Block, number);
            }
            else
            {
                _il.Emit(OpCodes.Br, answer.Back);
            }
        }
    }

    private void PushBehind(int behind)
    {
        if (behind == AnyFunction)
        {
            _il.Emit(OpCodes.Ldloc, _callee!);
        }
        else
        {
            _il.Emit(OpCodes.Ldc_I4, behind);
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

    private readonly record struct Answer(
        Label Label, Label Back, CilActivation Activation, int Pc, int Behind, int[] Kept, int Block, LocalBuilder? Left);
}
