namespace ProcVM.Personality.Linux.Signals;

/// <summary>A thread's alternate signal stack (sigaltstack(2)).</summary>
internal sealed class AlternateStack
{
    public const int OnStack = 1;
    public const int Disabled = 2;

    /// <summary>SS_AUTODISARM: a handler that is entered on it has it disabled until it returns.</summary>
    public const int Autodisarm = unchecked((int)0x8000_0000);

    /// <summary>MINSIGSTKSZ.</summary>
    public const ulong LeastSize = 2048;

    private ulong _start;
    private ulong _size;
    private bool _isDisarmed;

    /// <summary>The first byte behind it.</summary>
    public ulong Top => _start + _size;

    /// <summary>A copy, for a child.</summary>
    public AlternateStack Copy() => new() { _start = _start, _size = _size, _isDisarmed = _isDisarmed };

    /// <summary>True while a stack pointer is on it.</summary>
    public bool Holds(ulong pointer) => _size != 0 && !_isDisarmed && pointer - _start - 1 < _size;

    /// <summary>True when there is one, and a handler starts at its top.</summary>
    public bool CanBeEntered(ulong pointer) => _size != 0 && !Holds(pointer);

    public LinuxStack Describe(ulong pointer) =>
        new() { Sp = _start, Size = _size, Flags = (_size == 0 ? Disabled : Holds(pointer) ? OnStack : 0) | (_isDisarmed ? Autodisarm : 0) };

    public void Set(ulong start, ulong size, bool isDisarmed = false) => (_start, _size, _isDisarmed) = (start, size, isDisarmed);

    /// <summary>A handler has been entered.</summary>
    public void Disarm()
    {
        if (_isDisarmed)
        {
            Set(0, 0);
        }
    }

    /// <summary>What a handler's return puts back: nothing that sigaltstack wouldn't take.</summary>
    public void Restore(LinuxStack stack)
    {
        if ((stack.Flags & Disabled) != 0)
        {
            Set(0, 0);
        }
        else if (stack.Size >= LeastSize)
        {
            Set(stack.Sp, stack.Size, (stack.Flags & Autodisarm) != 0);
        }
    }
}
