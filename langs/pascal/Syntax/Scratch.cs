namespace ProcVM.Pascal.Syntax;

/// <summary>Collects the items of nested lists: an inner list is taken off before its outer list goes on.</summary>
internal sealed class Scratch<T>
{
    private readonly List<T> _items = [];

    /// <summary>Where a new list begins.</summary>
    public int Begin() => _items.Count;

    /// <summary>Adds an item to the innermost list.</summary>
    public void Add(T item) => _items.Add(item);

    /// <summary>Ends the list that began at <paramref name="start"/>.</summary>
    public T[] Take(int start)
    {
        int count = _items.Count - start;
        if (count == 0)
        {
            return [];
        }

        T[] taken = new T[count];
        _items.CopyTo(start, taken, 0, count);
        _items.RemoveRange(start, count);
        return taken;
    }
}
