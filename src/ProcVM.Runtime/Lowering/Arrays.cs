namespace ProcVM.Runtime.Lowering;

/// <summary>What the framework's generic array methods do. Theirs can't be compiled ahead of time for our types, so each would cost a
/// compilation when the tool starts (RATIONALE.md, "Nothing is compiled at start-up").</summary>
internal static class Arrays
{
    /// <summary>The first <paramref name="count"/> items in an array of their own.</summary>
    public static T[] Copy<T>(T[] items, int count)
    {
        T[] copy = new T[count];
        Array.Copy(items, copy, count);
        return copy;
    }

    /// <summary>Makes an array longer.</summary>
    public static void Resize<T>(ref T[] items, int length)
    {
        T[] longer = new T[length];
        Array.Copy(items, longer, Math.Min(items.Length, length));
        items = longer;
    }

    /// <summary>Sets all items.</summary>
    public static void Fill<T>(T[] items, T value)
    {
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = value;
        }
    }
}
