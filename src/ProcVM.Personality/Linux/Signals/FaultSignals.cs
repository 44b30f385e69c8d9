using ProcVM.Core.Seam;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>The signals that a processor's faults become (arch/x86/kernel/traps.c).</summary>
internal static class FaultSignals
{
    public static SignalInfo Of(Exit exit, ulong instruction) => exit.Vector switch
    {
        0 => SignalInfo.OfFault(SignalNumber.Arithmetic, 1, instruction), // FPE_INTDIV
        1 => SignalInfo.OfFault(SignalNumber.Trap, 2, instruction), // TRAP_TRACE
        3 => SignalInfo.OfKernel(SignalNumber.Trap) with { IsFault = true },
        6 => SignalInfo.OfFault(SignalNumber.Illegal, 2, instruction), // ILL_ILLOPN
        14 when exit.IsBeyondFile => SignalInfo.OfFault(SignalNumber.Bus, 2, exit.Address), // BUS_ADRERR
        14 => SignalInfo.OfFault(SignalNumber.Segmentation, (exit.ErrorCode & 1) != 0 ? 2 : 1, exit.Address), // SEGV_ACCERR, SEGV_MAPERR
        16 or 19 => SignalInfo.OfFault(SignalNumber.Arithmetic, 7, instruction), // FPE_FLTINV
        17 => SignalInfo.OfFault(SignalNumber.Bus, 1, exit.Address), // BUS_ADRALN
        11 or 12 => SignalInfo.OfKernel(SignalNumber.Bus) with { IsFault = true },
        _ => SignalInfo.OfKernel(SignalNumber.Segmentation) with { IsFault = true },
    };
}
