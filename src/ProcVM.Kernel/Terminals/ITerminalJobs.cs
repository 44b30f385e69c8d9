using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Terminals;

/// <summary>What terminals know of processes.</summary>
public interface ITerminalJobs
{
    /// <summary>Sends a process group a signal. No lock of a terminal's is held.</summary>
    /// <param name="group">The group.</param>
    /// <param name="signal">The signal's number as Linux has it.</param>
    void SignalGroup(int group, int signal);

    /// <summary>Sends a session's leader a signal.</summary>
    void SignalLeader(int session, int signal);

    /// <summary>Decides whether a thread of a background group may go on (credentials(7), "Job control").</summary>
    /// <param name="waiter">The thread.</param>
    /// <param name="signal">SIGTTIN or SIGTTOU: what its group gets otherwise.</param>
    /// <returns>None when the signal is ignored or held back and the thread may; EIO when it may not; EINTR once the signal is sent.</returns>
    Errno CheckBackground(Waiter waiter, int signal);
}
