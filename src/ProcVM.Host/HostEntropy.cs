using System.Security.Cryptography;
using ProcVM.Core.Ports;
using ProcVM.Host.Linux;

namespace ProcVM.Host;

/// <summary>The host's entropy. On Linux it comes straight from the kernel: .NET's generator would load OpenSSL, which takes
/// longer than most programs run.</summary>
public sealed unsafe class HostEntropy : IEntropy
{
    /// <summary>The most that getentropy(3) gives at a time.</summary>
    private const int Chunk = 256;

    /// <inheritdoc/>
    public void Fill(Span<byte> buffer)
    {
        while (OperatingSystem.IsLinux() && !buffer.IsEmpty)
        {
            int count = Math.Min(Chunk, buffer.Length);
            fixed (byte* bytes = buffer)
            {
                if (Libc.getentropy(bytes, (nuint)count) != 0)
                {
                    break;
                }
            }

            buffer = buffer[count..];
        }

        if (!buffer.IsEmpty)
        {
            RandomNumberGenerator.Fill(buffer);
        }
    }
}
