using Sprache;

namespace ProcVM.Maps.Syntax;

/// <summary>A place in one row of a map, as Sprache wants it. All places of a row share one record of how far the
/// grammar came: that, not the alternative tried last, is what a message should speak of.</summary>
internal sealed class MapInput : IInput, IEquatable<MapInput>
{
    private readonly RowProgress _progress;

    public MapInput(string source, int start, int end)
        : this(new RowProgress(source, end), start)
    {
    }

    private MapInput(RowProgress progress, int position)
    {
        _progress = progress;
        Position = position;
    }

    public string Source => _progress.Source;

    public char Current => Source[Position];

    public bool AtEnd => Position >= _progress.End;

    public int Position { get; }

    public int Line => 1;

    public int Column => Position + 1;

    public IDictionary<object, object> Memos => throw new NotSupportedException("the grammar uses no parser that memoizes");

    /// <summary>The furthest place where a token was expected and not found.</summary>
    public RowProgress Progress => _progress;

    public ReadOnlySpan<char> Rest => Source.AsSpan(Position, _progress.End - Position);

    public IInput Advance() => At(Position + 1);

    public MapInput At(int position) => new(_progress, position);

    public bool Equals(IInput? other) => Equals(other as MapInput);

    public bool Equals(MapInput? other) => other is not null && other._progress == _progress && other.Position == Position;

    public override bool Equals(object? obj) => Equals(obj as MapInput);

    public override int GetHashCode() => Position;
}

/// <summary>How far the grammar came in a row, and what it wanted there.</summary>
internal sealed class RowProgress(string source, int end)
{
    private readonly List<string> _expected = [];

    public string Source { get; } = source;

    public int End { get; } = end;

    /// <summary>The furthest place of a failure.</summary>
    public int Furthest { get; private set; } = -1;

    /// <summary>What was expected there, without repetition.</summary>
    public IReadOnlyList<string> Expected => _expected;

    public void Fail(int position, string expected)
    {
        if (position < Furthest)
        {
            return;
        }

        if (position > Furthest)
        {
            Furthest = position;
            _expected.Clear();
        }

        if (!_expected.Contains(expected))
        {
            _expected.Add(expected);
        }
    }
}
