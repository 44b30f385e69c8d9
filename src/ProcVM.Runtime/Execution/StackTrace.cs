using ProcVM.Module;

namespace ProcVM.Runtime.Execution;

/// <summary>Tells where a program is, in its own terms.</summary>
internal static unsafe class StackTrace
{
    /// <summary>Adds the interpreter's activations above <paramref name="bottom"/>, innermost first.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="state">The state.</param>
    /// <param name="bottom">The frame that the interpreter was entered with.</param>
    /// <param name="code">The register code.</param>
    /// <param name="skipTop">Leave out the innermost: it is compiled code that has told where it is.</param>
    public static void Add(TraceLog log, EngineState* state, CallFrame* bottom, CodeStore code, bool skipTop)
    {
        long depth = state->Calls - bottom;
        for (long i = skipTop ? 1 : 0; i < depth; i++)
        {
            // A return address is behind the call; the call is what the frame is doing.
            RegisterInstruction* at = i == 0 ? state->Ip : state->Calls[-i].Return - 1;
            int function = code.Find(at, out int offset);
            if (function >= code.Imports)
            {
                // The stub of a host call that was called through a reference is no activation.
                log.Add(function, offset);
            }
        }
    }

    /// <summary>The activations by name and source line.</summary>
    public static TrapFrame[] Describe(TraceLog log, PcodeModule module)
    {
        List<TrapFrame> frames = [];
        foreach ((int function, int offset) in log.Read())
        {
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
