using ProcVM.Core.Text;
using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>The process: its end, arguments and environment.</summary>
public sealed class ProcessCalls
{
    private readonly PvmCallState _state;
    private readonly byte[][] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;

    internal ProcessCalls(PvmCallState state, PvmOptions options)
    {
        _state = state;
        _arguments = new byte[options.Arguments.Count + 1][];
        _arguments[0] = Utf8Text.Encode(options.ProgramName);
        for (int i = 1; i < _arguments.Length; i++)
        {
            _arguments[i] = Utf8Text.Encode(options.Arguments[i - 1]);
        }

        _environment = options.Environment;
    }

    /// <summary><c>exit</c>.</summary>
    public void Exit(int code) => _state.Exit(code);

    /// <summary><c>assert_failed</c>: traps <c>assertion</c> with the program's own message.</summary>
    public void AssertFailed(ReadOnlySpan<byte> message) =>
        _state.Trap(TrapKind.Assertion, message.IsEmpty ? "" : "assertion failed: " + GuestText.Printable(message));

    /// <summary><c>arg_count</c>: the program's name not counted.</summary>
    public int ArgCount() => _arguments.Length - 1;

    /// <summary><c>arg_get</c>: 0 is the program's name; empty beyond the last.</summary>
    public void ArgGet(int index, ShortString to) => to.Assign((uint)index < (uint)_arguments.Length ? _arguments[index] : default);

    /// <summary><c>env_get</c>: 1 when there is such a variable, else 0 and an empty string.</summary>
    public int EnvGet(ReadOnlySpan<byte> name, ShortString to)
    {
        bool isThere = _environment.TryGetValue(Utf8Text.Decode(name), out string? value);
        to.Assign(isThere ? Utf8Text.Encode(value!) : default);
        return isThere ? 1 : 0;
    }
}
