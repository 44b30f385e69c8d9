using System.Runtime.InteropServices;

namespace ProcVM.Cli.Commands;

/// <summary>Ctrl-C and its kin during a run: the first stops the guest, a second within a second ends the process.</summary>
internal sealed class StopSignals : IDisposable
{
    private const int Again = 1000;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _stop;
    private long _last = long.MinValue / 2;

    /// <summary>Takes the signals from now on.</summary>
    public StopSignals(Action stop)
    {
        _stop = stop;
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        }
    }

    /// <summary>The exit status that the signal asks for: 128 and its number; 130 as long as there was none.</summary>
    public int Status { get; private set; } = ExitStatus.Interrupted;

    /// <summary>Leaves the signals to the host again.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        Status = context.Signal switch
        {
            PosixSignal.SIGTERM => 143,
            PosixSignal.SIGHUP => 129,
            _ => ExitStatus.Interrupted,
        };
        long now = Environment.TickCount64;
        if (now - Interlocked.Exchange(ref _last, now) < Again)
        {
            Environment.Exit(Status);
        }

        _stop();
    }
}
