using ProcVM.Core.Ports;

namespace ProcVM.Core.Seam;

/// <summary>One thread of guest code, as an engine runs it: the upper layers know no more of an engine than this, <see cref="IAddressSpace"/> and
/// <see cref="IGuestEngine"/>.</summary>
/// <remarks>A thread belongs to the .NET thread that serves it: all but <see cref="Interrupt"/> is called there, while the guest's code doesn't run.</remarks>
public interface IGuestThread : IDisposable
{
    /// <summary>The memory it runs in.</summary>
    IAddressSpace Space { get; }

    /// <summary>Its registers as they are while it is stopped; changes count from the next <see cref="Resume"/> on.</summary>
    ref X86Registers Registers { get; }

    /// <summary>Runs guest code until something happens that others must decide about.</summary>
    Exit Resume();

    /// <summary>Makes a <see cref="Resume"/> that is under way, or the next one, end soon. From any thread, at any time.</summary>
    void Interrupt();

    /// <summary>Copies out the floating-point and vector state in XSAVE's standard form (Intel SDM vol. 1, 13.4).</summary>
    /// <param name="area">Takes the state.</param>
    /// <returns>The bytes it has; more than <paramref name="area"/> holds means that nothing was copied.</returns>
    int ReadExtendedState(Span<byte> area);

    /// <summary>Puts a state back that <see cref="ReadExtendedState"/> gave or guest code made up.</summary>
    /// <returns>False, and nothing changed, when it has no such form.</returns>
    bool WriteExtendedState(ReadOnlySpan<byte> area);

    /// <summary>Makes another thread in the same address space, a copy of this one, while others of it may run.</summary>
    /// <param name="thread">The thread, stopped where this one is. The space is there for as long as one of its threads isn't disposed of.</param>
    Errno Clone(out IGuestThread? thread);

    /// <summary>Sets one of the thread's entries in the descriptor table: <see cref="SegmentDescriptor.FirstEntry"/> and the two that follow it.</summary>
    /// <param name="entry">Which one.</param>
    /// <param name="segment">The segment; an empty one takes it away.</param>
    /// <param name="description">Where in the thread's memory, below 4 GiB, a struct user_desc says the same.</param>
    Errno SetSegment(int entry, in SegmentDescriptor segment, ulong description);

    /// <summary>Makes a copy of the address space with one thread in it, a copy of this one.</summary>
    /// <param name="child">The copy, stopped where this one is.</param>
    Errno Fork(out IGuestThread? child);
}
