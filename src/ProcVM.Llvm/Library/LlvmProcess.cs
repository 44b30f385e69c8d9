using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>What LLVM keeps once for the whole process.</summary>
internal static unsafe class LlvmProcess
{
    /// <summary>Binds our imports to the library and sets it up.</summary>
    public static void Initialize(Assembly assembly, nint library)
    {
        NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == "libLLVM" ? library : 0);
        EndWithoutDestructors();
        LLVM.InstallFatalErrorHandler(&OnFatalError);
        LLVM.InitializeX86TargetInfo();
        LLVM.InitializeX86Target();
        LLVM.InitializeX86TargetMC();
        LLVM.InitializeX86AsmPrinter();
        SetOptions();
    }

    /// <summary>A compiler thread may be in the middle of a function when the process exits. Its C++ destructors would then
    /// take the ground from under it: end before they run. Handlers run in reverse order, so this one, added after the library
    /// added its own, comes first.</summary>
    private static void EndWithoutDestructors()
    {
        nint libc = NativeLibrary.GetMainProgramHandle();
        if (NativeLibrary.TryGetExport(libc, "on_exit", out nint onExit) && NativeLibrary.TryGetExport(libc, "_exit", out nint end))
        {
            // SAFETY: on_exit(3) calls end(status, argument); _exit(2) takes the status and ignores the other register.
            ((delegate* unmanaged[Cdecl]<nint, nint, int>)onExit)(end, 0);
        }
    }

    /// <summary>Without optimisation LLVM would also allocate registers without; its good allocator makes that code 2.3 times faster
    /// for a third more of its compile time. There is no API for it, only LLVM's own command line.</summary>
    private static void SetOptions()
    {
        using MarshaledString program = new("procvm");
        using MarshaledString option = new("-optimize-regalloc");
        sbyte** arguments = stackalloc sbyte*[] { program, option };
        LLVM.ParseCommandLineOptions(2, arguments, program);
    }

    /// <summary>LLVM found itself unable to go on, and ends the process when this returns. So it never does: a compiling
    /// thread that said what to do is kept here for ever, and the guests run on; for others the process ends in our way.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFatalError(sbyte* reason)
    {
        const int OwnFailure = 125;
        string message = MarshaledString.Read(reason);
        if (FatalErrorReceivers.ForThisThread is Action<string> receiver)
        {
            receiver(message);
            Thread.Sleep(Timeout.Infinite);
        }

        Console.Error.WriteLine($"procvm: internal error: LLVM: {message}");
        Libc._exit(OwnFailure);
    }
}
