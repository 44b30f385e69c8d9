namespace ProcVM.Core.Ports;

/// <summary>Where unpredictable bytes come from.</summary>
public interface IEntropy
{
    /// <summary>Fills a buffer.</summary>
    void Fill(Span<byte> buffer);
}
