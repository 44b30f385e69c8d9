using System.Collections;
using System.Runtime.CompilerServices;

namespace ProcVM.Maps.Model;

/// <summary>An immutable list that equals another one when their items do, so that rows of a map compare by value.</summary>
[CollectionBuilder(typeof(MapList), nameof(MapList.Of))]
public sealed class MapList<T> : IReadOnlyList<T>, IEquatable<MapList<T>>
{
    private readonly T[] _items;

    internal MapList(T[] items) => _items = items;

    /// <summary>The number of items.</summary>
    public int Count => _items.Length;

    /// <summary>The item at a 0-based place.</summary>
    public T this[int index] => _items[index];

    /// <summary>The items.</summary>
    public ReadOnlySpan<T> Span => _items;

    /// <summary>True when the other list has equal items in the same order.</summary>
    public bool Equals(MapList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MapList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>Makes <see cref="MapList{T}"/>s.</summary>
public static class MapList
{
    /// <summary>A list of these items.</summary>
    public static MapList<T> Of<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>A list of these items.</summary>
    public static MapList<T> From<T>(IEnumerable<T> items) => new([.. items]);
}
