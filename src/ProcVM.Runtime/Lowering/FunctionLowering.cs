using ProcVM.Module;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Lowering;

/// <summary>Lowers one function: stack code → intermediate form → register code.</summary>
internal static class FunctionLowering
{
    /// <summary>Slots that code may use beyond what the function's cost counts for.</summary>
    private const int SpareSlots = 24;

    /// <summary>Lowers a function of a verified module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="function">Its index, imports counted.</param>
    /// <param name="maxStack">Its deepest operand stack.</param>
    /// <param name="cost">What an activation costs of the call depth.</param>
    /// <param name="countFuel">Charge fuel.</param>
    /// <param name="targets">The instance.</param>
    /// <param name="probes">What the code does for the profiler.</param>
    public static LoweredFunction Lower(
        PcodeModule module, int function, int maxStack, int cost, bool countFuel, ICallTargets targets, Probes? probes = null)
    {
        LoweredFunction lowered = Lower(module, function, maxStack, cost, new LoweringOptions(countFuel, true, probes), targets);
        if (lowered.Slots <= MostSlots(module, function, maxStack))
        {
            return lowered;
        }

        return Lower(module, function, maxStack, cost, new LoweringOptions(countFuel, false, probes), targets);
    }

    /// <summary>The slot stack is made for four times what the costs count (PcodeInstance); operands in an instruction have 16 bits.</summary>
    private static int MostSlots(PcodeModule module, int function, int maxStack)
    {
        Function body = module.Functions[function - module.Imports.Length];
        int counted = module.Types[body.Type].Parameters.Length + body.Locals.Length + maxStack;
        return Math.Min((4 * counted) + SpareSlots, ushort.MaxValue - 512);
    }

    private static LoweredFunction Lower(
        PcodeModule module, int function, int maxStack, int cost, LoweringOptions options, ICallTargets targets)
    {
        IrFunction ir = Prepare(module, function, maxStack, options, out SlotAssignment slots);
        return CodeEmitter.Emit(ir, slots, module, targets, cost, options);
    }

    /// <summary>The intermediate form in its final state, from which code is made in every tier, and where the interpreter keeps its registers.</summary>
    public static IrFunction Prepare(PcodeModule module, int function, int maxStack, LoweringOptions options, out SlotAssignment slots)
    {
        IrFunction ir = new IrBuilder(module, function, maxStack, options).Build();
        LoopRegions regions = new(ir);
        if (options.ReuseValues)
        {
            LoopInvariants.Move(ir, regions, module.Memory, moveTraps: !options.CountFuel && options.Probes?.Counters is null);
        }

        Fusion.Mark(ir, module.Memory);
        slots = new SlotAssignment(ir, regions);
        return ir;
    }
}
