using ProcVM.Core.Text;

namespace ProcVM.Kernel.Files;

/// <summary>Guest paths: bytes, components separated by slashes (path_resolution(7)).</summary>
public static class GuestPath
{
    /// <summary>The longest path, in bytes (Linux's PATH_MAX less its NUL).</summary>
    public const int MaximumLength = 4095;

    /// <summary>The longest component, in bytes (Linux's NAME_MAX).</summary>
    public const int MaximumComponent = 255;

    /// <summary>True for a path that starts at the root.</summary>
    public static bool IsAbsolute(ReadOnlySpan<byte> path) => !path.IsEmpty && path[0] == (byte)'/';

    /// <summary>True for a path that insists on naming a directory: it ends in a slash, "/." or "/..".</summary>
    public static bool NamesDirectory(ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> last = path[(path.LastIndexOf((byte)'/') + 1)..];
        return last.IsEmpty || IsDot(last) || IsDotDot(last);
    }

    /// <summary>True for "..".</summary>
    public static bool IsDotDot(ReadOnlySpan<byte> component) => component.Length == 2 && component[0] == (byte)'.' && component[1] == (byte)'.';

    /// <summary>True for ".".</summary>
    public static bool IsDot(ReadOnlySpan<byte> component) => component.Length == 1 && component[0] == (byte)'.';

    /// <summary>The components of a path from left to right, empty ones and "." left out.</summary>
    public static List<byte[]> Split(ReadOnlySpan<byte> path)
    {
        List<byte[]> components = [];
        while (!path.IsEmpty)
        {
            int slash = FirstSlash(path);
            ReadOnlySpan<byte> component = slash < 0 ? path : path[..slash];
            path = slash < 0 ? default : path[(slash + 1)..];
            if (!component.IsEmpty && !IsDot(component))
            {
                components.Add(component.ToArray());
            }
        }

        return components;
    }

    /// <summary>An absolute path given by the user as components; ".." goes up by name alone.</summary>
    public static byte[][] Normalize(string path)
    {
        byte[] bytes = Utf8Text.Encode(path);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = bytes[i] == (byte)'\\' ? (byte)'/' : bytes[i];
        }

        List<byte[]> done = [];
        foreach (byte[] component in Split(bytes))
        {
            if (!IsDotDot(component))
            {
                done.Add(component);
            }
            else if (done.Count > 0)
            {
                done.RemoveAt(done.Count - 1);
            }
        }

        return [.. done];
    }

    // Components are short: a plain loop is as fast as the framework's search, and spares a start what that loads.
    private static int FirstSlash(ReadOnlySpan<byte> path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] == (byte)'/')
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Components as a relative path.</summary>
    public static byte[] Join(ReadOnlySpan<byte[]> components)
    {
        int length = Math.Max(0, components.Length - 1);
        foreach (byte[] component in components)
        {
            length += component.Length;
        }

        byte[] path = new byte[length];
        int place = 0;
        foreach (byte[] component in components)
        {
            if (place > 0)
            {
                path[place++] = (byte)'/';
            }

            component.CopyTo(path, place);
            place += component.Length;
        }

        return path;
    }
}
