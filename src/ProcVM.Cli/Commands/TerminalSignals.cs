using System.Runtime.InteropServices;
using ProcVM.Vmm;

namespace ProcVM.Cli.Commands;

/// <summary>What a terminal tells a Linux program besides Ctrl-C: Ctrl-\ and a new size are the program's; Ctrl-Z is its job's when it has one in front, and
/// stops all of us otherwise.</summary>
internal sealed class TerminalSignals : IDisposable
{
    private const int Quit = 3;
    private const int Suspend = 20;
    private const int WindowChange = 28;

    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Takes the signals from now on.</summary>
    public TerminalSignals(LinuxGuest guest)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context =>
        {
            context.Cancel = true;
            guest.Signal(Quit);
        }));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => guest.Signal(WindowChange)));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context =>
        {
            context.Cancel = guest.HasJobInFront;
            if (context.Cancel)
            {
                guest.Signal(Suspend);
            }
        }));
    }

    /// <summary>Leaves the signals to the host again.</summary>
    public void Dispose() => _registrations.ForEach(static registration => registration.Dispose());
}
