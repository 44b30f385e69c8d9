using ProcVM.Maps.Model;

namespace ProcVM.Maps.Checks;

/// <summary>Where a structure's fields lie.</summary>
/// <param name="Offsets">Offsets of the fields, in order.</param>
/// <param name="Size">Bytes, padding at the end included.</param>
/// <param name="Alignment">What its address is a multiple of.</param>
public sealed record StructLayout(MapList<long> Offsets, long Size, long Alignment);

/// <summary>Lays structures out by C's rules with a personality's sizes.</summary>
public sealed class StructLayouts(MapTypes types, MapAbi abi)
{
    private const int DeepestNesting = 32;
    private const long Largest = 1 << 30;

    // Null: the structure has no layout, or its layout is under way, which comes to the same when it is asked for again.
    // (By identity: two structures may wrongly have one name.)
    private readonly Dictionary<MapStruct, StructLayout?> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>A structure's layout; null when a field has no size (an unknown type, a text, the structure itself), when
    /// structures are nested deeper than 32, or the whole is beyond a gibibyte.</summary>
    public StructLayout? Of(MapStruct structure) => Of(structure, 0);

    private StructLayout? Of(MapStruct structure, int depth)
    {
        if (_known.TryGetValue(structure, out StructLayout? known))
        {
            return known;
        }

        _known[structure] = null;
        StructLayout? layout = depth > DeepestNesting ? null : LayOut(structure, depth);
        _known[structure] = layout;
        return layout;
    }

    private StructLayout? LayOut(MapStruct structure, int depth)
    {
        long[] offsets = new long[structure.Fields.Count];
        long end = 0;
        long alignment = 1;
        for (int i = 0; i < offsets.Length; i++)
        {
            if (Measure(structure.Fields[i].Type, depth) is not (long size, long natural))
            {
                return null;
            }

            long own = structure.Packed ? 1 : Math.Min(natural, abi.MaxAlign);
            offsets[i] = structure.IsUnion ? 0 : RoundUp(end, own);
            end = Math.Max(end, offsets[i] + size);
            alignment = Math.Max(alignment, own);
            if (end > Largest)
            {
                return null;
            }
        }

        alignment = structure.Align is > 0 ? structure.Align.Value : alignment;
        return new StructLayout(MapList.Of<long>(offsets), RoundUp(end, alignment), alignment);
    }

    private (long Size, long Alignment)? Measure(MapType type, int depth)
    {
        MapType resolved = types.Resolve(type);
        (long Size, long Alignment)? element = MeasureElement(resolved, depth);
        if (element is not (long size, long alignment) || resolved.Length is not { } length || resolved.Name == "address")
        {
            return element;
        }

        long? count = Count(length);
        return count is null || size * count.Value > Largest ? null : (size * count.Value, alignment);
    }

    /// <summary>The number of elements; 0 when another field tells it: the structure's own size ends where they begin.</summary>
    private static long? Count(MapLength length)
    {
        long product = 1;
        foreach (MapFactor factor in length.Factors)
        {
            product *= factor.Name is null ? Math.Clamp(factor.Number, 0, Largest) : 0;
            if (product > Largest)
            {
                return null;
            }
        }

        return product + Math.Clamp(length.Plus, 0, Largest);
    }

    private (long Size, long Alignment)? MeasureElement(MapType type, int depth)
    {
        if (types.FindStruct(type.Name) is { } inner)
        {
            StructLayout? layout = Of(inner, depth + 1);
            return layout is null ? null : (layout.Size, layout.Alignment);
        }

        return BuiltInType.Find(type.Name) switch
        {
            null or { Kind: TypeKind.Text } => null,
            { Kind: TypeKind.Buffer } when type.Length is null => null,
            { Kind: TypeKind.Buffer, Name: "wchars" } => (2, 2),
            { Kind: TypeKind.Buffer } => (1, 1),
            { Size: BuiltInType.OfPointer } => (abi.Pointer, abi.Pointer),
            { Size: BuiltInType.OfLong } => (abi.Long, abi.Long),
            { Size: int size } => (size, size),
        };
    }

    private static long RoundUp(long value, long alignment) => (value + alignment - 1) / alignment * alignment;
}
