using System.Text;

namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Pascal text that grows line by line.</summary>
internal sealed class ProgramText
{
    private readonly StringBuilder _text = new();

    internal int Indent { get; set; }

    internal void Line(string text) => _text.Append(' ', 2 * Indent).Append(text).Append('\n');

    public override string ToString() => _text.ToString();
}
