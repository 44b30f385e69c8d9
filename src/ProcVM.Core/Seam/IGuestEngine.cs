using ProcVM.Core.Ports;

namespace ProcVM.Core.Seam;

/// <summary>What runs the code of foreign programs.</summary>
public interface IGuestEngine : IDisposable
{
    /// <summary>The word of <c>--engine</c>.</summary>
    string Name { get; }

    /// <summary>Makes an empty address space with one thread, whose registers are zero.</summary>
    Errno CreateSpace(out IGuestThread? thread);
}
