using ProcVM.Module;

namespace ProcVM.Runtime.Execution;

/// <summary>Tells where a program is, in its own terms.</summary>
internal static unsafe class StackTrace
{
    private const int Most = 32;

    /// <summary>The activations, innermost first. Of a deeper stack the first and last ones.</summary>
    public static TrapFrame[] Walk(EngineState* state, CallFrame* bottom, CodeStore code, PcodeModule module, out int omitted)
    {
        int depth = (int)(state->Calls - bottom);
        omitted = Math.Max(0, depth - (2 * Most));
        List<TrapFrame> frames = [];
        for (int i = 0; i < depth; i++)
        {
            if (omitted > 0 && i == Most)
            {
                i += omitted;
            }

            // A return address is behind the call; the call is what the frame is doing.
            RegisterInstruction* at = i == 0 ? state->Ip : state->Calls[-i].Return - 1;
            int function = code.Find(at, out int offset);
            if (function < 0)
            {
                continue;
            }

            bool known = FindLine(module, function, offset, out string file, out int line);
            frames.Add(new TrapFrame(module.NameOf(function), known ? file : null, line));
        }

        return [.. frames];
    }

    private static bool FindLine(PcodeModule module, int function, int offset, out string file, out int line)
    {
        if (module.Lines is null)
        {
            file = "";
            line = 0;
            return false;
        }

        return module.Lines.TryFind(function, Math.Max(offset, 0), out file, out line);
    }
}
