using ProcVM.Core.Text;

namespace ProcVM.Pascal;

/// <summary>Where the compiler gets the files that a source names: it opens none itself.</summary>
public interface IPascalSources
{
    /// <summary>The file that <c>{$I name}</c> or <c>uses … in 'name'</c> in <paramref name="from"/> means; null when there is none
    /// that can be read. Texts are decoded from UTF-8; letters beyond ASCII in strings become their UTF-8 bytes again.</summary>
    SourceText? Find(string name, SourceText from);
}
