namespace ProcVM.Core.Ports;

/// <summary>A thread that may use the host's files, for those that may not: the guest's thread, and the compilers that it starts.</summary>
public interface IErrands
{
    /// <summary>Has it do something, and waits for that; false when there is nobody to do it any more.</summary>
    bool Do(Action errand);

    /// <summary>Has it do something in a while, unless nobody is there by then. Of several such the first counts.</summary>
    void DoLater(Action errand);
}
