using ProcVM.Core.Ports;
using ProcVM.Core.Seam;

namespace ProcVM.Personality.Linux;

/// <summary>The segments that 32-bit threads keep what is their own in (set_thread_area(2)).</summary>
internal sealed class ThreadAreas
{
    private const uint DefinedFlags = 0x7F;
    private const uint AnyEntry = uint.MaxValue;

    private readonly SegmentDescriptor[] _segments = new SegmentDescriptor[SegmentDescriptor.Entries];

    /// <summary>A copy, for a child.</summary>
    public ThreadAreas Copy()
    {
        ThreadAreas copy = new();
        _segments.CopyTo(copy._segments, 0);
        return copy;
    }

    /// <summary>Sets an entry; of −1 the first that is free, which is told.</summary>
    /// <param name="guest">The thread.</param>
    /// <param name="descriptor">What is wanted.</param>
    /// <param name="address">Where it lies in the thread's memory, with the entry in it.</param>
    public Errno Set(IGuestThread guest, in LinuxUserDesc descriptor, ulong address)
    {
        SegmentDescriptor segment = Of(descriptor);
        uint index = descriptor.Entry - SegmentDescriptor.FirstEntry;
        if (Check(descriptor) is var wrong and not Errno.None)
        {
            return wrong;
        }

        Errno error = guest.SetSegment((int)descriptor.Entry, segment, address);
        if (error == Errno.None)
        {
            _segments[index] = segment.IsEmpty ? default : segment;
        }

        return error;
    }

    /// <summary>The entry for one that asks for any; ESRCH when there is none left.</summary>
    public Errno Choose(ref LinuxUserDesc descriptor)
    {
        for (int i = 0; descriptor.Entry == AnyEntry; i++)
        {
            if (i == _segments.Length)
            {
                return Errno.ESRCH;
            }

            if (_segments[i] == default)
            {
                descriptor.Entry = (uint)(SegmentDescriptor.FirstEntry + i);
            }
        }

        return Errno.None;
    }

    /// <summary>Tells what is in an entry.</summary>
    public Errno Get(ref LinuxUserDesc descriptor)
    {
        const uint Empty = 0x28;
        uint index = descriptor.Entry - SegmentDescriptor.FirstEntry;
        if (index >= SegmentDescriptor.Entries)
        {
            return Errno.EINVAL;
        }

        SegmentDescriptor segment = _segments[index];
        descriptor = new LinuxUserDesc
        {
            Entry = descriptor.Entry,
            Base = segment.Base,
            Limit = segment.Limit,
            Flags = segment == default ? Empty : segment.Flags,
        };
        return Errno.None;
    }

    /// <summary>What is wrong with a segment for a certain entry.</summary>
    public static Errno Check(in LinuxUserDesc descriptor)
    {
        SegmentDescriptor segment = Of(descriptor);
        bool isOurs = descriptor.Entry - SegmentDescriptor.FirstEntry < SegmentDescriptor.Entries;
        return isOurs && (segment.IsEmpty || IsSensible(segment)) ? Errno.None : Errno.EINVAL;
    }

    private static SegmentDescriptor Of(in LinuxUserDesc descriptor) => new(descriptor.Base, descriptor.Limit, descriptor.Flags & DefinedFlags);

    // Linux's tls_desc_okay: flat 32-bit data that is there.
    private static bool IsSensible(SegmentDescriptor segment) => segment.Is32Bit && segment.Contents <= 1 && !segment.IsAbsent;
}
