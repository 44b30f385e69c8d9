namespace ProcVM.Runtime.Tiers;

/// <summary>When functions are compiled.</summary>
public enum TierPolicy
{
    /// <summary>When they have used some time in the interpreter.</summary>
    WhenHot,

    /// <summary>The same, but compiled by threads of their own; and what has used much time there goes to the optimizing tier.</summary>
    InBackground,

    /// <summary>At their first call.</summary>
    Always,
}
