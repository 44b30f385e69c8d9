using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;

namespace ProcVM.Personality.Linux;

/// <summary>The FIFOs of an instance that somebody has open, or is opening.</summary>
internal sealed class NamedPipes
{
    private readonly Dictionary<(ulong Device, ulong Inode), Pipe> _pipes = [];

    /// <summary>The pipe of a FIFO.</summary>
    public Pipe Open(in FileStatus status)
    {
        lock (_pipes)
        {
            (ulong Device, ulong Inode) key = (status.Device, status.Inode);
            if (!_pipes.TryGetValue(key, out Pipe? pipe))
            {
                foreach ((ulong Device, ulong Inode) unused in _pipes.Where(static one => one.Value.IsUnused).Select(static one => one.Key).ToArray())
                {
                    _pipes.Remove(unused);
                }

                _pipes.Add(key, pipe = Pipe.CreateNamed());
            }

            return pipe;
        }
    }
}
