using ProcVM.Maps.Model;

namespace ProcVM.Maps.Checks;

/// <summary>What a personality says about sizes, with its ancestors' words where it says nothing.</summary>
/// <param name="Name">The personality.</param>
/// <param name="Pointer">Bytes of an address.</param>
/// <param name="Long">Bytes of a long.</param>
/// <param name="MaxAlign">The greatest alignment of a field.</param>
public sealed record MapAbi(string Name, int Pointer, int Long, int MaxAlign)
{
    private const int DeepestAncestry = 16;

    /// <summary>True when structures come out alike.</summary>
    public bool HasSizesOf(MapAbi other) => Pointer == other.Pointer && Long == other.Long && MaxAlign == other.MaxAlign;

    /// <summary>The sizes of a personality; 4-byte addresses where nobody says.</summary>
    public static MapAbi Of(MapPersonality personality, IReadOnlyDictionary<string, MapPersonality> all)
    {
        int? pointer = null;
        int? longSize = null;
        int? maxAlign = null;
        MapPersonality? one = personality;
        for (int depth = 0; one is not null && depth < DeepestAncestry; depth++)
        {
            pointer ??= one.Pointer;
            longSize ??= one.Long;
            maxAlign ??= one.MaxAlign;
            one = one.Parent is null ? null : all.GetValueOrDefault(one.Parent);
        }

        // Sizes out of range have their own error: here they must only not upset the arithmetic.
        return new MapAbi(personality.Name, Math.Clamp(pointer ?? 4, 1, 8), Math.Clamp(longSize ?? 4, 1, 8), Math.Clamp(maxAlign ?? 64, 1, 64));
    }
}
