using System.Runtime.CompilerServices;

namespace ProcVM.Host.Linux;

/// <summary>A path with its NUL, on the stack.</summary>
[InlineArray(Capacity)]
internal struct PathBuffer
{
    /// <summary>Linux's PATH_MAX.</summary>
    public const int Capacity = 4096;

    private byte _first;

    /// <summary>Copies a path and ends it; false when it is too long or holds a NUL.</summary>
    public bool TrySet(ReadOnlySpan<byte> path)
    {
        Span<byte> bytes = this;
        if (path.Length >= Capacity)
        {
            return false;
        }

        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] == 0)
            {
                return false;
            }

            bytes[i] = path[i];
        }

        bytes[path.Length] = 0;
        return true;
    }
}
