using System.Globalization;
using System.Text;
using ProcVM.Kernel.Files;
using ProcVM.Kernel.Files.Overlay;

namespace ProcVM.Personality.Linux.Proc;

/// <summary>What is mounted where, as /proc/mounts and mountinfo tell it.</summary>
internal sealed class MountTexts(LinuxInstance instance)
{
    public string Plain()
    {
        StringBuilder text = new();
        foreach ((string source, string path, string type, string options) in Rows())
        {
            text.Append(CultureInfo.InvariantCulture, $"{source} {path} {type} {options} 0 0\n");
        }

        return text.ToString();
    }

    public string Detailed()
    {
        StringBuilder text = new();
        int number = 1;
        foreach ((string source, string path, string type, string options) in Rows())
        {
            text.Append(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? 0 : 1)} 0:{number + 20} / {path} {options} - {type} {source} {options.Split(',')[0]}\n");
            number++;
        }

        return text.ToString();
    }

    private List<(string Source, string Path, string Type, string Options)> Rows()
    {
        List<(string, string, string, string)> rows = [];
        foreach (Mount mount in instance.Options.Mounts.OrderBy(static one => one.Path.Count))
        {
            string path = "/" + Core.Text.Utf8Text.Decode(GuestPath.Join([.. mount.Path]));
            (string source, string type) = mount.Directory switch
            {
                OverlayDirectory { HasBeneath: true } => ("overlay", "overlay"),
                OverlayDirectory => ("tmpfs", "tmpfs"),
                DeviceDirectory => ("devtmpfs", "devtmpfs"),
                _ => ("host", "hostfs"),
            };
            rows.Add((source, Escape(path), type, (mount.IsReadOnly ? "ro" : "rw") + ",nosuid,relatime"));
        }

        if (!rows.Exists(static one => one.Item2 == "/"))
        {
            rows.Insert(0, ("rootfs", "/", "rootfs", "ro"));
        }

        rows.Add(("proc", "/proc", "proc", "ro,nosuid,nodev,noexec,relatime"));
        return rows;
    }

    // As the kernel writes blanks in these files (fstab(5)).
    private static string Escape(string path) =>
        path.Replace("\\", "\\134", StringComparison.Ordinal).Replace(" ", "\\040", StringComparison.Ordinal)
            .Replace("\t", "\\011", StringComparison.Ordinal).Replace("\n", "\\012", StringComparison.Ordinal);
}
