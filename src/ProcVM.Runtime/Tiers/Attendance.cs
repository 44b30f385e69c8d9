namespace ProcVM.Runtime.Tiers;

/// <summary>What managed compiled code does after it was asked where it is.</summary>
internal enum Attendance
{
    /// <summary>It goes on.</summary>
    GoOn,

    /// <summary>It leaves: the run is over.</summary>
    Leave,

    /// <summary>It puts its registers into the slots and goes on in native code.</summary>
    Switch,
}
