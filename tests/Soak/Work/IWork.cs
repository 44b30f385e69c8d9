namespace ProcVM.Soak.Work;

/// <summary>Something that makes an instance, and knows how it has to end. Workers share one; it keeps no state.</summary>
internal interface IWork
{
    /// <summary>What kind of work it is, for the table.</summary>
    string Kind { get; }

    /// <summary>Which of that kind.</summary>
    string Name { get; }

    /// <summary>Makes, runs and gives back an instance; throws when it doesn't end as it has to.</summary>
    void Perform(Round round);
}
