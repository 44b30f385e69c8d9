using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Runtime.Tests;

/// <summary>Code that only some programs have.</summary>
internal interface IMoreGenerator
{
    /// <summary>Makes a statement, or says that it's the plain generator's turn.</summary>
    bool TryStatement(int depth);

    /// <summary>Pushes a value, or says that it's the plain generator's turn; never for an f32, which that one doesn't know.</summary>
    bool TryPush(ValueType type, int depth);
}
