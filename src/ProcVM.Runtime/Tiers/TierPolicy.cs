namespace ProcVM.Runtime.Tiers;

/// <summary>When functions are compiled.</summary>
public enum TierPolicy
{
    /// <summary>When they have used some time in the interpreter.</summary>
    WhenHot,

    /// <summary>At their first call.</summary>
    Always,
}
