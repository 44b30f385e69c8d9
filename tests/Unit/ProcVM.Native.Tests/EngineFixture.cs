namespace ProcVM.Native.Tests;

/// <summary>One engine for the tests of a class.</summary>
public sealed class EngineFixture : IDisposable
{
    public EngineFixture()
    {
        Assert.True(NativeEngine.TryStart(out NativeEngine? engine, out string reason), reason);
        Engine = engine;
    }

    public NativeEngine Engine { get; }

    public void Dispose() => Engine.Dispose();
}
