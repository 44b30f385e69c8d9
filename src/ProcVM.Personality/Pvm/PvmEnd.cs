using ProcVM.Core.Ports;

namespace ProcVM.Personality.Pvm;

/// <summary>How a program's files ended.</summary>
/// <param name="IsOutputClosed">True when nobody read its output any more: the run ends quietly with status
/// <see cref="BrokenPipeStatus"/>, as a program ended by SIGPIPE does.</param>
/// <param name="Error">Why the last of its output couldn't be written; <see cref="Errno.None"/> when all is well.</param>
/// <param name="FileName">The file that <paramref name="Error"/> is about, fit for a message.</param>
public readonly record struct PvmEnd(bool IsOutputClosed, Errno Error, string FileName)
{
    /// <summary>128 + SIGPIPE.</summary>
    public const int BrokenPipeStatus = 141;
}
