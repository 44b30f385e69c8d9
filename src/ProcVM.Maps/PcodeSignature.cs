using System.Text;
using ProcVM.Maps.Model;

namespace ProcVM.Maps;

/// <summary>A call's signature as a P-code import has it: letters i, l, f, d for i32, i64, f32, f64; parameters, then
/// '&gt;', then results.</summary>
public static class PcodeSignature
{
    /// <summary>The signature of a call.</summary>
    public static string Of(MapCall call, MapTypes types)
    {
        StringBuilder letters = new();
        foreach (MapParameter parameter in call.Parameters)
        {
            letters.Append(parameter.Direction == MapDirection.None ? LetterOf(parameter.Type, types) : 'i');
        }

        letters.Append('>');
        foreach (MapResult result in call.Results)
        {
            letters.Append(LetterOf(result.Type, types));
        }

        return letters.ToString();
    }

    /// <summary>A signature as people read it: <c>(i32, i64) -> i32</c>.</summary>
    public static string Describe(string signature)
    {
        int arrow = signature.IndexOf('>', StringComparison.Ordinal);
        string Names(string letters) => string.Join(", ", letters.Select(static letter => letter switch
        {
            'i' => "i32",
            'l' => "i64",
            'f' => "f32",
            'd' => "f64",
            _ => letter.ToString(),
        }));
        return arrow < 0 ? $"({Names(signature)})" : $"({Names(signature[..arrow])}) -> {(arrow + 1 == signature.Length ? "nothing" : Names(signature[(arrow + 1)..]))}";
    }

    private static char LetterOf(MapType type, MapTypes types) => types.Resolve(type).Name switch
    {
        "i64" or "u64" => 'l',
        "f32" => 'f',
        "f64" => 'd',
        _ => 'i',
    };
}
