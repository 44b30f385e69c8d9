namespace ProcVM.Personality.Pvm;

/// <summary>The handlers of one P-code instance, one object for each handler class that pvm.map names: what the
/// generated <c>PvmTable</c> dispatches to.</summary>
public sealed class PvmHandlers
{
    /// <summary>The memory and the call's outcome.</summary>
    public required PvmCallState State { get; init; }

    /// <summary>Handlers of <c>Process</c>.</summary>
    public required ProcessCalls Process { get; init; }

    /// <summary>Handlers of <c>Clock</c>.</summary>
    public required ClockCalls Clock { get; init; }

    /// <summary>Handlers of <c>Random</c>.</summary>
    public required RandomCalls Random { get; init; }

    /// <summary>Handlers of <c>Heap</c>.</summary>
    public required HeapCalls Heap { get; init; }

    /// <summary>Handlers of <c>File</c>.</summary>
    public required FileCalls File { get; init; }

    /// <summary>Handlers of <c>TextFile</c>.</summary>
    public required TextFileCalls TextFile { get; init; }

    /// <summary>Handlers of <c>ShortString</c>.</summary>
    public required ShortStringCalls ShortString { get; init; }
}
