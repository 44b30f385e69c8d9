using ProcVM.Module;

namespace ProcVM.Pascal.Emit;

/// <summary>What a non-local goto does on its way: the activations that it leaves and that hold dynamic arrays, files or copies
/// on the heap are resumed one by one, the newest first, to release them.</summary>
/// <remarks>Such an activation has a node in its frame: the next older node, a function that resumes the activation to clean up,
/// and the frame's address. The newest node's address is kept in the page that no variable uses, so that programs and
/// units compiled apart share the list. Programs without non-local gotos have none of this.</remarks>
internal static class Unwinding
{
    /// <summary>Bytes of a node.</summary>
    internal const int NodeSize = 12;

    private const int Newest = 1008;
    private const int TargetFrame = 1012;
    private const int Resume = 1016;
    private const uint ThunkOffset = 4;
    private const uint FrameOffset = 8;

    /// <summary>Puts the node at a place of the frame before the others.</summary>
    internal static void EmitEnter(FunctionBuilder code, uint node, FunctionHandle thunk)
    {
        code.Emit(Opcode.FrameAddr, node);
        code.I32(Newest);
        code.Emit(Opcode.I32Load, 0);
        code.Emit(Opcode.I32Store, 0);
        code.Emit(Opcode.FrameAddr, node);
        code.Reference(thunk);
        code.Emit(Opcode.I32Store, ThunkOffset);
        code.Emit(Opcode.FrameAddr, node);
        code.Emit(Opcode.FrameAddr, 0);
        code.Emit(Opcode.I32Store, FrameOffset);
        code.I32(Newest);
        code.Emit(Opcode.FrameAddr, node);
        code.Emit(Opcode.I32Store, 0);
    }

    /// <summary>Takes the newest node, which is the one in this frame, out.</summary>
    internal static void EmitLeave(FunctionBuilder code, uint node)
    {
        code.I32(Newest);
        code.Emit(Opcode.FrameAddr, node);
        code.Emit(Opcode.I32Load, 0);
        code.Emit(Opcode.I32Store, 0);
    }

    /// <summary>Goes on with the goto under way, after an activation has cleaned up.</summary>
    internal static void EmitContinue(FunctionBuilder code, FunctionHandle unwind)
    {
        code.I32(TargetFrame);
        code.Emit(Opcode.I32Load, 0);
        code.I32(Resume);
        code.Emit(Opcode.I32Load, 0);
        code.Call(unwind);
        code.Emit(Opcode.Unreachable);
    }

    /// <summary>(frame): resumes the activation with that frame at an escape target.</summary>
    internal static FunctionHandle EmitThunk(ModuleBuilder module, FunctionBuilder target, int label)
    {
        FunctionBuilder code = module.Function(target.Name, module.Type("i>"));
        code.Get(0);
        code.Escape(target.Handle, label);
        return code.Handle;
    }

    /// <summary>(frame, reference of a thunk): never returns. Resumes the newest activation with a node that is younger than the
    /// frame, or, when there is none, the one that the goto leads to.</summary>
    internal static FunctionHandle EmitUnwind(ModuleBuilder module)
    {
        FunctionBuilder code = module.Function("goto", module.Type("ii>"));
        uint thunk = (uint)module.Type("i>");
        int node = code.NewLocal(ValueType.I32);
        LabelHandle arrived = code.NewLabel();
        code.I32(Newest);
        code.Emit(Opcode.I32Load, 0);
        code.Tee(node);
        code.Branch(Opcode.BrIfz, arrived);
        code.Get(node);
        code.Emit(Opcode.I32Load, FrameOffset);
        code.Get(0);
        code.Emit(Opcode.I32GtU);
        code.Branch(Opcode.BrIfz, arrived);
        Store(code, TargetFrame, () => code.Get(0));
        Store(code, Resume, () => code.Get(1));
        Store(code, Newest, () =>
        {
            code.Get(node);
            code.Emit(Opcode.I32Load, 0);
        });
        code.Get(node);
        code.Emit(Opcode.I32Load, FrameOffset);
        code.Get(node);
        code.Emit(Opcode.I32Load, ThunkOffset);
        code.Emit(Opcode.CallRef, thunk);
        code.Emit(Opcode.Unreachable);
        code.Mark(arrived);
        code.Get(0);
        code.Get(1);
        code.Emit(Opcode.CallRef, thunk);
        code.Emit(Opcode.Unreachable);
        return code.Handle;
    }

    private static void Store(FunctionBuilder code, int address, Action pushValue)
    {
        code.I32(address);
        pushValue();
        code.Emit(Opcode.I32Store, 0);
    }
}
