using System.Globalization;

namespace ProcVM.Cli.Profiling;

/// <summary>Numbers for people: three digits and a unit.</summary>
internal static class Quantity
{
    /// <summary>A time from nanoseconds.</summary>
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        0 => "0",
        < 1e3 => Digits(nanoseconds) + " ns",
        < 1e6 => Digits(nanoseconds / 1e3) + " µs",
        < 1e9 => Digits(nanoseconds / 1e6) + " ms",
        _ => Digits(nanoseconds / 1e9) + " s",
    };

    /// <summary>A count with separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share in percent.</summary>
    public static string Share(double part, double whole) => whole <= 0 ? "" : (100 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A size in bytes.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 10_000 => bytes.ToString(CultureInfo.InvariantCulture) + " B",
        < 10_000_000 => (bytes >> 10).ToString(CultureInfo.InvariantCulture) + " KiB",
        _ => (bytes >> 20).ToString(CultureInfo.InvariantCulture) + " MiB",
    };

    /// <summary>A factor.</summary>
    public static string Factor(double factor) => Digits(factor) + "x";

    private static string Digits(double value) => value.ToString(value switch
    {
        < 9.995 => "0.00",
        < 99.95 => "0.0",
        _ => "0",
    }, CultureInfo.InvariantCulture);
}
